package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.files.FileTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of GPMC backups: {@code IGPMBackupDir}. Safe for use by many threads, and by many
 * processes on one file system.
 */
public final class BackupStore {

  private static final String STAGING_PREFIX = ".staging.";
  private static final Pattern OPERATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Path folder;
  private final StoreLock lock;
  private final BackupIndex index;

  private BackupStore(Path folder, StoreLock lock) {
    this.folder = folder;
    this.lock = lock;
    this.index = new BackupIndex(folder);
  }

  /**
   * Opens the store in a folder. Its changes wait for those of others, and fail with {@link
   * StoreBusyException} if that takes two minutes.
   *
   * @throws NotDirectoryException if there is no such folder
   */
  public static BackupStore open(Path folder) throws IOException {
    return open(folder, Waiting.PATIENTLY);
  }

  /** As {@link #open(Path)}, for changes that are given up as the one who waits for them says. */
  public static BackupStore open(Path folder, Waiting waiting) throws IOException {
    return open(folder, waiting, StoreLock.LIMIT);
  }

  static BackupStore open(Path folder, Waiting waiting, Duration limit) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    Path real = folder.toRealPath();
    return new BackupStore(real, new StoreLock(real, waiting, limit));
  }

  /**
   * Every backup in it, the newest first. Entries of the manifest are taken for folders that are
   * there; where it is silent, damaged or missing, the folder's own bkupInfo.xml speaks. A folder
   * whose bkupInfo.xml cannot be read is passed over.
   */
  public List<BackupInst> list() throws IOException {
    return index.current(List.of()).stream().sorted(BackupIndex.NEWEST_FIRST).toList();
  }

  /** The backup of the given id. */
  public Optional<BackupInst> find(UUID id) throws IOException {
    Optional<Path> backup = index.folderOf(id);
    return backup.isEmpty() ? Optional.empty() : Optional.of(BackupFolder.readInfo(backup.get()));
  }

  /** The newest backup of the given GPO. */
  public Optional<BackupInst> latestOf(UUID gpo) throws IOException {
    return latest(inst -> inst.gpoGuid().equals(gpo)).stream().findFirst();
  }

  /**
   * The newest backup of each GPO that has backups under the given display name, without regard to
   * case: more than one where two GPOs have shared the name.
   */
  public List<BackupInst> latestOfName(String displayName) throws IOException {
    return latest(inst -> inst.gpoDisplayName().equalsIgnoreCase(displayName));
  }

  /** The newest backup of every GPO. */
  public List<BackupInst> latestOfAll() throws IOException {
    return latest(inst -> true);
  }

  private List<BackupInst> latest(Predicate<BackupInst> wanted) throws IOException {
    Map<UUID, BackupInst> byGpo = new LinkedHashMap<>();
    for (BackupInst inst : list()) {
      if (wanted.test(inst)) {
        byGpo.putIfAbsent(inst.gpoGuid(), inst);
      }
    }
    return List.copyOf(byGpo.values());
  }

  /**
   * Opens a backup for reading.
   *
   * @throws NoSuchFileException if there is no such backup
   * @throws MalformedPolicyException if it is not whole, if two folders have its id, or if the
   *     manifest gives its id to another GPO
   */
  public BackupFolder openBackup(UUID id) throws IOException {
    Path folderOfBackup =
        index
            .folderOf(id)
            .orElseThrow(
                () -> new NoSuchFileException(folder.resolve(Guids.braced(id)).toString()));
    BackupFolder backup = BackupFolder.open(folderOfBackup);
    UUID gpo = backup.inst().gpoGuid();
    for (BackupInst inst : index.manifest()) {
      if (inst.id().equals(id) && !inst.gpoGuid().equals(gpo)) {
        throw new MalformedPolicyException(
            BackupXml.MANIFEST_FILE,
            "says that backup "
                + Guids.braced(id)
                + " is of the GPO "
                + Guids.braced(inst.gpoGuid())
                + ", but its "
                + BackupXml.INFO_FILE
                + " is of "
                + Guids.braced(gpo));
      }
    }
    return backup;
  }

  /**
   * Reads a file that lies beside the backups; a symbolic link is not followed.
   *
   * @param name its plain name
   * @param limit most bytes that it may have
   * @throws NoSuchFileException if there is none
   * @throws MalformedPolicyException if it is larger
   */
  public byte[] readFile(String name, int limit) throws IOException {
    Path file = folder.resolve(name);
    if (!folder.equals(file.getParent())) {
      throw new IllegalArgumentException("not the plain name of a file: " + name);
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new MalformedPolicyException(name, "is larger than " + limit + " bytes");
      }
      return content;
    }
  }

  /**
   * Writes a file beside the backups; it is there whole or not at all.
   *
   * @param name its plain name
   * @param overwrite whether it may take the place of another
   * @throws java.nio.file.FileAlreadyExistsException if there is one that may not be replaced
   */
  public void writeFile(String name, byte[] content, boolean overwrite) throws IOException {
    Path file = folder.resolve(name);
    if (!folder.equals(file.getParent())) {
      throw new IllegalArgumentException("not the plain name of a file: " + name);
    }
    lock.run(() -> {
      if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(name);
      }
      Path draft = folder.resolve("." + name + ".new");
      try {
        Files.write(draft, content);
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    });
  }

  /** The files beside the backups whose names match, in order. */
  public List<String> files(Predicate<String> wanted) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
          .map(BackupStore::name)
          .filter(wanted)
          .sorted()
          .toList();
    }
  }

  /** Makes a private folder for the given operation; what an earlier try left there is removed. */
  public BackupStaging stage(String operationId) throws IOException {
    discardStaging(operationId);
    return new BackupStaging(this, stagingFolder(operationId));
  }

  /** The operations that have a private folder in the store. */
  public Set<String> stagedOperations() throws IOException {
    Set<String> operations = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, STAGING_PREFIX + "*")) {
      for (Path entry : entries) {
        operations.add(name(entry).substring(STAGING_PREFIX.length()));
      }
    }
    return operations;
  }

  /** Removes the private folder of the given operation, if it is there. */
  public void discardStaging(String operationId) throws IOException {
    FileTrees.delete(stagingFolder(operationId));
  }

  /** Rewrites the manifest from the folders. */
  public void rebuildManifest() throws IOException {
    lock.run(() -> index.write(List.of()));
  }

  /** Removes backups, those of the given ids that are there; {@code IGPMBackup::Delete}. */
  public void delete(List<UUID> ids) throws IOException {
    lock.run(() -> {
      Map<UUID, Path> folders = index.folders();
      for (UUID id : ids) {
        Path backup = folders.get(id);
        if (backup != null) {
          FileTrees.delete(backup);
        }
      }
      index.write(List.of());
    });
  }

  /** Renames finished backups into the store and rewrites the manifest. */
  void publish(List<BackupWriter> writers) throws IOException {
    List<Path> backups = writers.stream().map(BackupWriter::folder).toList();
    List<BackupInst> fresh = writers.stream().flatMap(it -> it.inst().stream()).toList();
    lock.run(() -> {
      List<Path> published = new ArrayList<>();
      try {
        for (Path backup : backups) {
          published.add(moveIntoPlace(backup));
        }
        index.write(fresh);
      } catch (IOException e) {
        takeBack(published, backups, e);
        throw e;
      }
    });
  }

  private Path moveIntoPlace(Path backup) throws IOException {
    Path target = folder.resolve(name(backup));
    try {
      return Files.move(backup, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the backup store " + folder + " cannot rename folders", e);
    }
  }

  private static void takeBack(List<Path> published, List<Path> backups, IOException cause) {
    for (int i = 0; i < published.size(); i++) {
      try {
        Files.move(published.get(i), backups.get(i), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private Path stagingFolder(String operationId) {
    if (!OPERATION_ID.matcher(operationId).matches()) {
      throw new IllegalArgumentException("not an operation id: " + operationId);
    }
    return folder.resolve(STAGING_PREFIX + operationId);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
