package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds what {@link LookUpAgent} has written down against what is registered for a native image:
 * {@code docs/containers.md} has the command. Judged is what the worker's own code and the
 * libraries look up that only it brings; Quarkus' extensions register what they bring themselves.
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

  private record LookUp(String method, String subject, String caller) {
    static LookUp of(String line) {
      String[] parts = line.split(" ", 3);
      return new LookUp(parts[0], parts[1], parts[2]);
    }

    boolean isJudged() {
      return JUDGED.stream().anyMatch(caller::startsWith) && isShipped(caller);
    }
  }

  @Test
  void whatIsLookedUpIsRegistered() throws IOException {
    Path folder = Path.of("target/look-ups");
    assumeThat(folder)
        .as("no look-ups have been traced; docs/containers.md, Native, says how")
        .isDirectory();
    Set<LookUp> all = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).forEach(line -> all.add(LookUp.of(line)));
      }
    }
    List<LookUp> judged = all.stream().filter(LookUp::isJudged).toList();

    assertThat(judged).as("%s holds look-ups of the worker and its libraries", folder).isNotEmpty();
    Set<String> missing = new TreeSet<>();
    Judge judge = new Judge();
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

  @SuppressWarnings("NullAway")
  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, LookUpsTest.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError _) {
      return null;
    }
  }

  /** What is registered, and the reasons of what need not be. */
  private static final class Judge {

    private final Set<String> classes = new TreeSet<>();
    private final List<String> resources;
    private final Map<String, String> reasons = new TreeMap<>();

    Judge() throws IOException {
      for (Class<?> group : NativeImage.class.getDeclaredClasses()) {
        RegisterForReflection registered = group.getAnnotation(RegisterForReflection.class);
        for (String name : registered.classNames()) {
          add(type(name), registered.registerFullHierarchy());
        }
        Arrays.stream(registered.targets()).forEach(it -> add(it, false));
      }
      Properties settings = new Properties();
      try (Reader reader =
          Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
        settings.load(reader);
      }
      resources = List.of(settings.getProperty("quarkus.native.resources.includes").split(","));
      String arguments = settings.getProperty("quarkus.native.additional-build-args");
      String bundles = arguments.replaceAll("(?s).*IncludeResourceBundles=(.*?),--.*", "$1");
      Arrays.stream(bundles.split("\\\\,")).forEach(classes::add);
      for (String line :
          Files.readAllLines(Path.of("src/test/resources/native/lookups-by-name.txt"))) {
        if (!line.startsWith("#")) {
          reasons.put(
              line.substring(0, line.indexOf(" = ")), line.substring(line.indexOf(" = ") + 3));
        }
      }
    }

    private void add(Class<?> type, boolean hierarchy) {
      Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
      while (!open.isEmpty()) {
        Class<?> next = open.pop();
        classes.add(next.getName());
        if (hierarchy) {
          open.addAll(List.of(next.getInterfaces()));
          if (next.getSuperclass() != null) {
            open.add(next.getSuperclass());
          }
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
                || classes.contains(lookUp.subject())
                || isExcused(lookUp.caller());
      };
    }

    /**
     * Also in a native image: what is nowhere, constants of enumerations, methods of all objects.
     */
    private static boolean isAlwaysThere(Class<?> type) {
      return type == null || type.isEnum() || type == Object.class;
    }

    private boolean isThere(String resource) {
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
          || resources.stream()
              .anyMatch(glob ->
                  FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name)))
          || classes.contains(name.replaceAll("(_[a-z]{2})?\\.properties$", "").replace('/', '.'));
    }

    /** That something is not reached has just been disproved. */
    private boolean isExcused(String caller) {
      String reason = reasons.getOrDefault(caller, "");
      return reason.contains("fails softly") || reason.startsWith("not in the worker");
    }
  }
}
