package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds what Backup.xml lists against what the backup's folder has. */
final class Payload {

  private static final int MAX_FILES = 100_000;
  private static final String ROOT_KEY = "domainsysvol\\gpo\\";

  private final Path folder;
  private final Map<String, Path> copies;
  private final List<PayloadEntry> entries = new ArrayList<>();
  private final Map<GpoPath, FsObject.Kind> listed = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  private Payload(Path folder, Map<String, Path> copies) {
    this.folder = folder;
    this.copies = copies;
  }

  /** What is told of everything that is wrong. */
  @FunctionalInterface
  interface Problems {

    /** Goes on to the next file, or throws what was found. */
    void found(MalformedPolicyException problem) throws MalformedPolicyException;
  }

  /**
   * Reads the payload.
   *
   * @param problems hears of each thing that is wrong; what it lets pass is left out
   */
  static Payload read(Path folder, BackupDocument document, Problems problems) throws IOException {
    Payload payload = new Payload(folder, index(folder, problems));
    for (GroupPolicyExtension extension : document.extensions()) {
      for (FsObject copy : extension.copies()) {
        try {
          payload.add(copy, copy.location().orElseThrow());
        } catch (MalformedPolicyException e) {
          problems.found(e);
        }
      }
    }
    try {
      payload.checkNesting();
    } catch (MalformedPolicyException e) {
      problems.found(e);
    }
    return payload;
  }

  List<PayloadEntry> entries() {
    return entries;
  }

  List<String> unlisted() {
    return copies.entrySet().stream()
        .filter(copy -> !used.contains(copy.getKey()))
        .filter(copy -> Files.isRegularFile(copy.getValue(), LinkOption.NOFOLLOW_LINKS))
        .map(copy -> folder.relativize(copy.getValue()).toString())
        .sorted()
        .toList();
  }

  /** Every file and folder of the payload by its case-insensitive location. */
  private static Map<String, Path> index(Path folder, Problems problems) throws IOException {
    Map<String, Path> copies = new HashMap<>();
    Path root = FolderEntries.of(folder, "DomainSysvol");
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return copies;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path copy : (Iterable<Path>) all::iterator) {
        try {
          index(folder.relativize(copy).toString().replace('/', '\\'), copy, copies);
        } catch (MalformedPolicyException e) {
          problems.found(e);
        }
        if (copies.size() > MAX_FILES) {
          throw new MalformedPolicyException(
              String.valueOf(folder.getFileName()), "holds more than " + MAX_FILES + " files");
        }
      }
    }
    return copies;
  }

  private static void index(String location, Path copy, Map<String, Path> copies)
      throws MalformedPolicyException {
    if (Files.isSymbolicLink(copy)) {
      throw new MalformedPolicyException(location, "is a symbolic link");
    }
    if (!Files.isRegularFile(copy) && !Files.isDirectory(copy)) {
      throw new MalformedPolicyException(location, "is neither a file nor a folder");
    }
    Path other = copies.put(GpoPath.parse(location).key(), copy);
    if (other != null && !(Files.isDirectory(other) && Files.isDirectory(copy))) {
      throw new MalformedPolicyException(location, "is there twice, in different case");
    }
  }

  private void add(FsObject fs, String location) throws IOException {
    GpoPath path = target(fs);
    String key = locationKey(location);
    boolean isFile = fs.kind() == FsObject.Kind.FILE;
    FsObject.Kind before = listed.put(path, fs.kind());
    if (before != null) {
      throw malformed("lists " + fs.path() + " twice");
    }
    if (!used.add(key)) {
      throw malformed("gives the copy " + location + " to two paths");
    }
    Path copy = copies.get(key);
    if (copy == null && isFile) {
      throw new MalformedPolicyException(
          location, "is listed in " + BackupXml.BACKUP_FILE + " but is not there");
    }
    Path place = copy == null ? GpoPath.parse(location).below(folder) : copy;
    if (copy != null && Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS) == isFile) {
      throw new MalformedPolicyException(
          location, isFile ? "is a folder, not a file" : "is a file, not a folder");
    }
    entries.add(new PayloadEntry(path, fs.kind(), place, isFile ? Files.size(place) : 0));
  }

  private static GpoPath target(FsObject fs) throws MalformedPolicyException {
    try {
      return fs.gpoPath();
    } catch (MalformedPolicyException e) {
      throw e.in(BackupXml.BACKUP_FILE);
    }
  }

  private static String locationKey(String location) throws MalformedPolicyException {
    String key;
    try {
      key = GpoPath.parse(location).key();
    } catch (MalformedPolicyException e) {
      throw malformed("lists the location " + location + ", which " + e.reason());
    }
    if (!key.startsWith(ROOT_KEY)) {
      throw malformed("lists the location " + location + ", which is not in " + BackupXml.PAYLOAD);
    }
    return key;
  }

  /** No file may stand where another entry needs a folder. */
  private void checkNesting() throws MalformedPolicyException {
    for (GpoPath path : listed.keySet()) {
      if (listed.get(path) == FsObject.Kind.FILE && isHalf(path)) {
        throw malformed("lists " + path + ", the folder of a half, as a file");
      }
      Optional<GpoPath> parent = path.parent();
      while (parent.isPresent()) {
        if (listed.get(parent.get()) == FsObject.Kind.FILE) {
          throw malformed("lists " + parent.get() + " as a file and " + path + " inside it");
        }
        parent = parent.get().parent();
      }
    }
  }

  private static boolean isHalf(GpoPath path) {
    return path.side().isPresent() && path.parent().isEmpty();
  }

  private static MalformedPolicyException malformed(String reason) {
    return new MalformedPolicyException(BackupXml.BACKUP_FILE, reason);
  }
}
