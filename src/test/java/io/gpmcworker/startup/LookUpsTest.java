package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds what {@link LookUpAgent} has written down against what GraalVM would be given ({@link
 * NativeSources}: what {@link NativeImage} registers, and what Quarkus' extensions do). {@code
 * LookUpsIT} leaves the trace, {@code docs/containers.md} has the commands.
 *
 * <p>Judged is what the worker's own code and the libraries that only it brings look up, whatever
 * it is; and, of the packaged worker, who ever looks up a class of theirs. What else Quarkus'
 * extensions look up among themselves is theirs to register.
 */
class LookUpsTest {

  private static final List<String> JUDGED =
      List.of(
          "io.gpmcworker.",
          "org.jinterop.",
          "rpc.",
          "ndr.",
          "jcifs.",
          "com.hierynomus.",
          "net.engio.",
          "com.unboundid.",
          "org.xbill.");

  /**
   * A line of the agent's.
   *
   * @param packaged whether the process was the packaged worker
   */
  private record LookUp(String method, String subject, String caller, boolean packaged) {
    static LookUp of(String line, boolean packaged) {
      String[] parts = line.split(" ", 3);
      return new LookUp(parts[0], parts[1], parts[2], packaged);
    }

    boolean isJudged() {
      return !isGenerated()
          && (isOurs(caller)
              || (packaged && Stream.of(subject.split(",")).anyMatch(LookUp::isOurs)));
    }

    /**
     * Beans, observers and proxies that Quarkus generates name classes by constants, which
     * native-image sees by itself.
     */
    private boolean isGenerated() {
      return caller.matches("io[.]gpmcworker[.].*_(Bean|ClientProxy|Subclass|Observer_.*)");
    }

    private static boolean isOurs(String name) {
      return JUDGED.stream().anyMatch(name::startsWith) && isShipped(name);
    }
  }

  @Test
  void whatIsLookedUpIsRegistered() throws IOException {
    Path folder = Path.of("target/look-ups");
    assumeThat(folder)
        .as("no look-ups have been traced; docs/containers.md, Native, says how")
        .isDirectory();
    NativeSources sources = NativeSources.read();
    Set<LookUp> all = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        boolean packaged = lines.getFirst().contains("quarkus-run.jar");
        lines.stream()
            .filter(line -> !line.startsWith("#"))
            .forEach(line -> all.add(LookUp.of(line, packaged)));
      }
    }
    List<LookUp> judged = all.stream().filter(LookUp::isJudged).toList();

    assertThat(judged)
        .as("%s holds look-ups of the packaged worker", folder)
        .anyMatch(LookUp::packaged);
    Set<String> missing = new TreeSet<>();
    Judge judge = new Judge(sources);
    for (LookUp lookUp : judged) {
      if (!judge.isProvidedFor(lookUp)) {
        missing.add("%s(%s) by %s".formatted(lookUp.method(), lookUp.subject(), lookUp.caller()));
      }
    }
    assertThat(missing)
        .as(
            "of %d look-ups, %d of them judged: register these in NativeImage or quarkus.native.*,"
                + " or say in lookups-by-name.txt why not",
            all.size(), judged.size())
        .isEmpty();
  }

  /** Whether a class is part of the worker or of a library, not of the tests. */
  private static boolean isShipped(String name) {
    if (!name.startsWith("io.gpmcworker.")) {
      return true;
    }
    Class<?> type = type(name);
    return type != null
        && type.getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .equals(NativeImage.class.getProtectionDomain().getCodeSource().getLocation())
        // The command line and what it starts are no part of the worker's process.
        && !name.startsWith("io.gpmcworker.cli.");
  }

  private static @Nullable Class<?> type(String name) {
    try {
      return Class.forName(name, false, LookUpsTest.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError _) {
      return null;
    }
  }

  /** What is registered, and the reasons of what need not be. */
  private static final class Judge {

    private final NativeSources sources;
    private final Map<String, String> reasons = new TreeMap<>();

    Judge(NativeSources sources) throws IOException {
      this.sources = sources;
      for (String line :
          Files.readAllLines(Path.of("src/test/resources/native/lookups-by-name.txt"))) {
        if (!line.startsWith("#")) {
          reasons.put(
              line.substring(0, line.indexOf(" = ")), line.substring(line.indexOf(" = ") + 3));
        }
      }
    }

    boolean isProvidedFor(LookUp lookUp) {
      return switch (lookUp.method()) {
        case "ServiceLoader.load" -> !isThere("META-INF/services/" + lookUp.subject());
        case "Proxy.newProxyInstance" -> false;
        case "Class.getResource",
            "Class.getResourceAsStream",
            "ClassLoader.getResource",
            "ClassLoader.getResources",
            "ClassLoader.getResourceAsStream" ->
            isIncluded(lookUp) || isExcused(lookUp.caller());
        default ->
            isAlwaysThere(type(lookUp.subject()))
                || sources.registered().contains(lookUp.subject())
                || isExcused(lookUp.caller());
      };
    }

    /**
     * Also in a native image: what is nowhere, constants of enumerations, methods of all objects.
     */
    private static boolean isAlwaysThere(@Nullable Class<?> type) {
      return type == null || type.isEnum() || type == Object.class;
    }

    private static boolean isThere(String resource) {
      return LookUpsTest.class.getClassLoader().getResource(resource) != null;
    }

    private boolean isIncluded(LookUp lookUp) {
      // Relative to the class; or absolute, as a class loader wants it.
      String name =
          lookUp.subject().startsWith("/")
              ? lookUp.subject().substring(1)
              : lookUp.method().startsWith("Class.")
                  ? lookUp.caller().replaceAll("[^.]*$", "").replace('.', '/') + lookUp.subject()
                  : lookUp.subject();
      return !isThere(name)
          || sources.resources().stream().anyMatch(it -> it.matcher(name).matches())
          || sources
              .bundles()
              .contains(name.replaceAll("(_[a-z]{2})?\\.properties$", "").replace('/', '.'));
    }

    private static boolean covers(String entry, String caller) {
      return entry.endsWith("*")
          ? caller.startsWith(entry.substring(0, entry.length() - 1))
          : entry.equals(caller);
    }

    /** That something is not reached has just been disproved. */
    private boolean isExcused(String caller) {
      String reason =
          reasons.entrySet().stream()
              .filter(it -> covers(it.getKey(), caller))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
      return reason.contains("fails softly")
          || reason.startsWith("at build time")
          || reason.startsWith("not in the worker");
    }
  }
}
