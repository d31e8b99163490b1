package io.gpmcworker.cli.demo;

import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A GPO as it is at one moment, on both sides of it.
 *
 * @param attributes what the directory says
 * @param files SHA-256 of each file of its SYSVOL folder, by path; without gpt.ini, which only
 *     repeats the version
 */
record GpoSnapshot(GpoAttributes attributes, SortedMap<String, String> files) {

  static GpoSnapshot of(GpoAttributes attributes, Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString();
        if (!name.toLowerCase(Locale.ROOT).equals("gpt.ini")) {
          files.put(name, hash(path));
        }
      }
    }
    return new GpoSnapshot(attributes, files);
  }

  /** What is different in another one, a line each; the version apart, which only ever rises. */
  List<String> differences(GpoSnapshot other) {
    List<String> lines = new ArrayList<>();
    if (!attributes.displayName().equals(other.attributes.displayName())) {
      lines.add(
          "displayName: '%s' → '%s'"
              .formatted(attributes.displayName(), other.attributes.displayName()));
    }
    if (!withoutNameAndVersion(attributes).equals(withoutNameAndVersion(other.attributes))) {
      lines.add("other attributes of the directory");
    }
    TreeSet<String> all = new TreeSet<>(files.keySet());
    all.addAll(other.files.keySet());
    for (String file : all) {
      if (!other.files.containsKey(file)) {
        lines.add(file + ": gone");
      } else if (!files.containsKey(file)) {
        lines.add(file + ": new");
      } else if (!other.files.get(file).equals(files.get(file))) {
        lines.add(file + ": other content");
      }
    }
    return lines;
  }

  private static GpoAttributes withoutNameAndVersion(GpoAttributes it) {
    return new GpoAttributes(
        it.id(),
        it.domain(),
        "",
        it.flags(),
        GpoVersion.ZERO,
        it.machineExtensionNames(),
        it.userExtensionNames(),
        it.wmiFilter(),
        it.securityDescriptor());
  }

  private static String hash(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
