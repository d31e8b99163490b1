package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.smbj.share.File;
import java.io.IOException;
import java.util.Optional;

/**
 * A lock on a file's bytes (MS-SMB2 2.2.26). A program that locks the same file on the server
 * itself, or over a mounted share, is kept out as well, where the server minds the locks of its
 * file system.
 */
public final class SmbLock implements AutoCloseable {

  /** All bytes that a program can lock through Java. */
  private static final long ALL = Long.MAX_VALUE;

  private final SmbConnections connections;
  private final File file;
  private final String path;

  private SmbLock(SmbConnections connections, File file, String path) {
    this.connections = connections;
    this.file = file;
    this.path = path;
  }

  static Optional<SmbLock> tryTake(SmbConnections connections, File file, String path)
      throws IOException {
    SmbLock lock = new SmbLock(connections, file, path);
    boolean taken = false;
    try {
      taken = lock.tryTake();
    } finally {
      if (!taken) {
        lock.close();
      }
    }
    return taken ? Optional.of(lock) : Optional.empty();
  }

  /** Asks and does not wait: a server that waits would outlast the bound of an answer. */
  private boolean tryTake() throws IOException {
    try {
      return connections.request(
          path,
          () -> {
            file.requestLock().exclusiveLock(0, ALL, true).send();
            return true;
          });
    } catch (SmbErrors.InUseException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    connections.request(
        path,
        () -> {
          file.close();
          return true;
        });
  }
}
