package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which backups a store holds: what its folders are, and what its manifest says of them.
 *
 * @param folder the store's folder
 */
record BackupIndex(Path folder) {

  static final Comparator<BackupInst> NEWEST_FIRST =
      Comparator.comparing((BackupInst inst) -> inst.backupTime().orElse(Instant.MIN))
          .reversed()
          .thenComparing(BackupInst::id);

  private static final String MANIFEST_DRAFT = ".manifest.new";

  /** The folder of a backup; where file names differ by case, there may be two by mistake. */
  Optional<Path> folderOf(UUID id) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isBackupFolder(entry) && Guids.parseBraced(name(entry)).equals(Optional.of(id))) {
          folders.add(entry);
        }
      }
    }
    if (folders.size() > 1) {
      throw new MalformedPolicyException(
          name(folders.get(1)), "is there twice, in different case; remove one of the two");
    }
    return folders.stream().findFirst();
  }

  /**
   * Rewrites the manifest; only one writer may do so at a time.
   *
   * @param fresh backups of which it is known what they are
   */
  void write(List<BackupInst> fresh) throws IOException {
    Path draft = folder.resolve(MANIFEST_DRAFT);
    Files.write(draft, new Manifest(current(fresh)).toByteArray());
    HiddenFiles.hide(draft);
    Files.move(
        draft,
        folder.resolve(BackupXml.MANIFEST_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * What the folders hold, in the manifest's order, new ones behind.
   *
   * @param fresh backups of which it is known what they are
   */
  List<BackupInst> current(List<BackupInst> fresh) throws IOException {
    Map<UUID, Path> folders = folders();
    List<BackupInst> backups = new ArrayList<>();
    Set<UUID> known = new HashSet<>();
    for (BackupInst inst : manifest()) {
      if (folders.containsKey(inst.id()) && known.add(inst.id())) {
        backups.add(inst);
      }
    }
    List<BackupInst> added = new ArrayList<>();
    for (BackupInst inst : fresh) {
      if (folders.containsKey(inst.id()) && known.add(inst.id())) {
        added.add(inst);
      }
    }
    for (Map.Entry<UUID, Path> entry : folders.entrySet()) {
      if (!known.contains(entry.getKey())) {
        info(entry.getValue()).ifPresent(added::add);
      }
    }
    added.sort(NEWEST_FIRST.reversed());
    backups.addAll(added);
    return backups;
  }

  private static Optional<BackupInst> info(Path backup) throws IOException {
    try {
      return Optional.of(BackupFolder.readInfo(backup));
    } catch (MalformedPolicyException e) {
      // A folder that merely looks like a backup; whoever asks for it by id is told why.
      return Optional.empty();
    }
  }

  /** Every folder with the name of a backup; one copied by hand may spell it in lower case. */
  Map<UUID, Path> folders() throws IOException {
    Map<UUID, Path> folders = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Optional<UUID> id = Guids.parseBraced(name(entry));
        if (id.isPresent() && isBackupFolder(entry)) {
          folders.put(id.get(), entry);
        }
      }
    }
    return folders;
  }

  private static boolean isBackupFolder(Path entry) {
    return Guids.parseBraced(name(entry)).isPresent()
        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** What the manifest says; nothing if it is missing or damaged, since the folders know better. */
  List<BackupInst> manifest() throws IOException {
    Path file = folder.resolve(BackupXml.MANIFEST_FILE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Manifest.read(in.readNBytes(XmlLimits.DEFAULT.bytes() + 1)).backups();
    } catch (NoSuchFileException | MalformedPolicyException e) {
      return List.of();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
