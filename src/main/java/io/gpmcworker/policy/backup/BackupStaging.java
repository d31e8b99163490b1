package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * An operation's private folder inside a store, where backups are made before anyone can see them.
 * Closing it removes what was not published.
 */
public interface BackupStaging extends AutoCloseable {

  /** Begins a backup with the given id. */
  BackupWriter begin(UUID id) throws IOException;

  /**
   * Makes the finished backups visible: each folder is renamed into the store, then the manifest is
   * rewritten once. Either all are visible afterwards or an exception tells and none is.
   *
   * @return what was published
   */
  List<BackupInst> publish() throws IOException;

  /** Removes the folder with all that was not published. */
  @Override
  void close() throws IOException;
}
