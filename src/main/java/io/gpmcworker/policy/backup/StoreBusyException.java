package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.time.Duration;

/** Another writer has kept a store's lock for longer than anyone waits for it. */
public final class StoreBusyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Duration waited;

  StoreBusyException(Duration waited) {
    super("another writer has held " + StoreLock.FILE + " for " + waited.toSeconds() + " seconds");
    this.waited = waited;
  }

  /** How long it was waited for. */
  public Duration waited() {
    return waited;
  }

  /** The file whose lock it is, beside the backups. */
  public String file() {
    return StoreLock.FILE;
  }
}
