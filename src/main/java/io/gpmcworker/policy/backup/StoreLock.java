package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time at a store's manifest: among the threads of this process by a lock in
 * memory, among processes by a lock on a file. A process that dies loses both. Who waits asks again
 * and again, for neither lock tells how long it will be held, and a wait must end with a cancel.
 */
final class StoreLock {

  /** The file that is locked; it is left behind, for deleting it would break the lock. */
  static final String FILE = ".gpmc-worker.lock";

  /** Many times what a change takes, even of a store of thousands of backups on a slow share. */
  static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private static final ConcurrentMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock lock;
  private final Waiting waiting;
  private final Duration limit;

  /**
   * @param waiting who waits
   * @param limit how long, at most
   */
  StoreLock(Path store, Waiting waiting, Duration limit) {
    this.file = store.resolve(FILE);
    this.lock = LOCKS.computeIfAbsent(store, path -> new ReentrantLock(true));
    this.waiting = waiting;
    this.limit = limit;
  }

  /** Work that changes the store. */
  @FunctionalInterface
  interface Change {
    void run() throws IOException;
  }

  /**
   * Waits for its turn, then runs the change.
   *
   * @throws StoreBusyException if its turn does not come
   * @throws IOException if the one who waits gives up, or the change fails
   */
  void run(Change change) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    ReentrantLock inMemory = await(deadline, this::tryInMemory);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = await(deadline, () -> tryFile(channel))) {
      if (held.isValid()) {
        change.run();
      }
    } finally {
      inMemory.unlock();
    }
  }

  /** A try to get a lock: empty if another has it. */
  @FunctionalInterface
  private interface Try<T> {
    Optional<T> run() throws IOException, InterruptedException;
  }

  private <T> T await(long deadline, Try<T> attempt) throws IOException {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        Optional<T> taken = attempt.run();
        if (taken.isPresent()) {
          return taken.get();
        }
        waiting.goOn();
        if (System.nanoTime() > deadline) {
          throw new StoreBusyException(limit);
        }
        Thread.sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for other writers", e);
    }
  }

  private Optional<ReentrantLock> tryInMemory() throws InterruptedException {
    boolean taken = lock.tryLock(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return taken ? Optional.of(lock) : Optional.empty();
  }

  /** A file that this process has locked by another path is not to be had either. */
  private static Optional<FileLock> tryFile(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }
}
