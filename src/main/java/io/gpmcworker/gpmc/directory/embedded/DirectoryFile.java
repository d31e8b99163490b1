package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Keeps the in-memory directory in an LDIF file (RFC 2849): a short while after a change, and at
 * the end. The file is replaced whole, so it is never half written.
 */
final class DirectoryFile implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DirectoryFile.class.getName());
  private static final Duration SETTLE = Duration.ofMillis(250);

  private final Path file;
  private final InMemoryDirectoryServer server;
  private final Semaphore dirty = new Semaphore(0);
  private final Thread saver;
  private volatile boolean closed;

  DirectoryFile(Path file, InMemoryDirectoryServer server) {
    this.file = file;
    this.server = server;
    this.saver = Thread.ofVirtual().name("embedded-directory-file").start(this::saveWhenDirty);
  }

  boolean exists() {
    return Files.exists(file);
  }

  void load() throws IOException {
    try {
      server.importFromLDIF(true, file.toFile());
    } catch (LDAPException e) {
      throw new IOException(
          "The embedded domain's directory cannot be read from "
              + file
              + ": "
              + e.getMessage()
              + ". Remove the data folder to begin anew.",
          e);
    }
  }

  /** Something was changed. Returns at once. */
  void changed() {
    dirty.release();
  }

  private void saveWhenDirty() {
    try {
      while (!closed) {
        dirty.acquire();
        Thread.sleep(SETTLE);
        dirty.drainPermits();
        saveOrLog();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void saveOrLog() {
    try {
      save();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The embedded domain''s directory is not saved", e);
    }
  }

  private synchronized void save() throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      server.exportToLDIF(beside.toString(), true, true);
    } catch (LDAPException e) {
      throw new IOException("cannot write " + beside + ": " + e.getMessage(), e);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Saves for the last time. */
  @Override
  public void close() throws IOException {
    closed = true;
    saver.interrupt();
    save();
  }
}
