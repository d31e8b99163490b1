package io.gpmcworker.replicas;

import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The GPOs of a fleet's domain, looked at and filled past the workers. */
final class Gpos {

  private static final String FILLING = "Machine/Scripts/Startup";

  private final Path policies;
  private final Map<String, Path> folders;

  /** Seeds the domain with the given samples. */
  Gpos(EmbeddedDomain domain, List<String> names) throws IOException {
    domain.seedSamples(names::contains);
    policies = domain.sysvol().resolve(domain.dnsName()).resolve("Policies");
    try (DomainByHand byHand = new DomainByHand(domain)) {
      folders =
          byHand.gpos().stream()
              .filter(gpo -> names.contains(gpo.name()))
              .collect(
                  Collectors.toMap(
                      DomainByHand.Gpo::name, gpo -> policies.resolve(GpoName.braced(gpo.id()))));
    } catch (GpmcException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The folder of a GPO in SYSVOL. */
  Path folder(String gpo) {
    Path folder = folders.get(gpo);
    if (folder == null) {
      throw new IllegalArgumentException("No such GPO: " + gpo);
    }
    return folder;
  }

  /** Gives a GPO so many files that its backup takes its time; they take no room. */
  void makeSlow(String gpo, int files) throws IOException {
    Path many = Files.createDirectories(folder(gpo).resolve(FILLING).resolve("many"));
    Path one = Files.writeString(many.resolve("file-0.cmd"), "rem one of many\r\n");
    for (int n = 1; n < files; n++) {
      Files.createLink(many.resolve("file-" + n + ".cmd"), one);
    }
  }

  /** Writes a version of a GPO's files: others, and another number of them, than in any other. */
  void write(String gpo, int version) throws IOException {
    Path folder = folder(gpo).resolve(FILLING);
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : (Iterable<Path>) old.filter(Files::isRegularFile)::iterator) {
        Files.delete(file);
      }
    }
    for (int n = 0; n < 10 + version; n++) {
      Files.writeString(
          folder.resolve("part-" + version + "-" + n + ".cmd"),
          "rem %s, version %d, part %d\r\n".formatted(gpo, version, n));
    }
  }

  /**
   * What the files below a folder are, in one text: equal exactly where all of them are equal. {@code
   * gpt.ini} is left out, whose version only ever rises.
   */
  static String fingerprint(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().toLowerCase(Locale.ROOT);
        if (!name.equals("gpt.ini")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    MessageDigest digest = sha256();
    files.forEach((name, content) -> {
      digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
