package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.files.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An operation's private folder inside a store, where backups are made before anyone can see them.
 * Closing it removes what was not published. Not for use by several threads.
 */
public final class BackupStaging implements AutoCloseable {

  private final BackupStore store;
  private final Path folder;
  private final List<BackupWriter> writers = new ArrayList<>();

  BackupStaging(BackupStore store, Path folder) throws IOException {
    this.store = store;
    this.folder = Files.createDirectory(folder);
  }

  /** Begins a backup with the given id. */
  public BackupWriter begin(UUID id) throws IOException {
    BackupWriter writer = new BackupWriter(folder.resolve(Guids.braced(id)), id);
    writers.add(writer);
    return writer;
  }

  /**
   * Makes every backup begun here visible: each folder is renamed into the store, then the manifest
   * is rewritten once. If a rename fails, those before it are taken back.
   *
   * @return the ids published, in the order in which they were begun
   * @throws IllegalStateException if one of them is not finished
   */
  public List<UUID> publish() throws IOException {
    for (BackupWriter writer : writers) {
      if (!writer.isFinished()) {
        throw new IllegalStateException("backup " + writer.id() + " is not finished");
      }
    }
    store.publish(writers);
    List<UUID> published = writers.stream().map(BackupWriter::id).toList();
    writers.clear();
    return published;
  }

  /** Removes the folder with all that was not published. */
  @Override
  public void close() throws IOException {
    FileTrees.delete(folder);
  }
}
