package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes one backup's folder inside a staging folder, file by file. Files and folders may be added
 * by several threads.
 */
public final class BackupWriter {

  private final Path folder;
  private final UUID id;
  private final Map<String, Path> places = new HashMap<>();
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();
  private Optional<BackupInst> finished = Optional.empty();

  BackupWriter(Path folder, UUID id) throws IOException {
    this.folder = Files.createDirectory(folder);
    this.id = id;
    makeFolder(payload());
  }

  /** The backup's id. */
  public UUID id() {
    return id;
  }

  /** Whether {@link #finish} was called: an unfinished backup is never published. */
  public boolean isFinished() {
    return finished.isPresent();
  }

  /** Adds a folder of the GPO, and the folders around it. */
  public void addDirectory(GpoPath path) throws IOException {
    makeFolder(copyOf(path));
  }

  /** To ask for a folder that is there takes as long as to make one, on a share above all. */
  private void makeFolder(Path place) throws IOException {
    if (!folders.contains(place)) {
      Files.createDirectories(place);
      folders.add(place);
    }
  }

  /**
   * Adds a file of the GPO, and the folders around it.
   *
   * @return its length in bytes
   * @throws java.nio.file.FileAlreadyExistsException if it was added before
   */
  public long addFile(GpoPath path, InputStream content) throws IOException {
    Path copy = copyOf(path);
    Path parent = copy.getParent();
    if (parent != null) {
      makeFolder(parent);
    }
    return Files.copy(content, copy);
  }

  /** Opens the copy of a file that has been added. */
  public InputStream open(GpoPath path) throws IOException {
    return Files.newInputStream(copyOf(path), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Completes the backup with its three XML files.
   *
   * @param report the bytes of gpreport.xml
   * @throws IllegalArgumentException if {@code inst} is of another backup
   */
  public void finish(BackupInst inst, BackupDocument document, byte[] report) throws IOException {
    if (!inst.id().equals(id)) {
      throw new IllegalArgumentException("backup " + id + " cannot be described as " + inst.id());
    }
    Files.write(folder.resolve(BackupXml.BACKUP_FILE), document.toByteArray());
    Files.write(folder.resolve(BackupXml.REPORT_FILE), report);
    Path info = folder.resolve(BackupXml.INFO_FILE);
    Files.write(info, BackupInstXml.writeInfo(inst));
    HiddenFiles.hide(info);
    finished = Optional.of(inst);
  }

  /** What {@link #finish} was told that the backup is. */
  Optional<BackupInst> inst() {
    return finished;
  }

  Path folder() {
    return folder;
  }

  /** The place of a copy: folders are spelt as when they were first named, as on Windows. */
  private synchronized Path copyOf(GpoPath path) {
    Path place = payload();
    String key = "";
    for (String name : path.withCanonicalSide().segments()) {
      Path next = place.resolve(name);
      key += "\\" + GpoPath.fold(name);
      place = places.computeIfAbsent(key, unseen -> next);
    }
    return place;
  }

  private Path payload() {
    return folder.resolve("DomainSysvol").resolve("GPO");
  }
}
