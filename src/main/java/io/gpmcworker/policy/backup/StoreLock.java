package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time at a store's manifest: among the threads of this process by a lock in
 * memory, among processes by a lock on a file. A process that dies loses both.
 */
final class StoreLock {

  /** The file that is locked; it is left behind, for deleting it would break the lock. */
  static final String FILE = ".gpmc-worker.lock";

  private static final ConcurrentMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock lock;

  StoreLock(Path store) {
    this.file = store.resolve(FILE);
    this.lock = LOCKS.computeIfAbsent(store, path -> new ReentrantLock());
  }

  /** Work that changes the store. */
  @FunctionalInterface
  interface Change {
    void run() throws IOException;
  }

  /** Waits for its turn, then runs the change. */
  void run(Change change) throws IOException {
    lock.lock();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid()) {
        change.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
