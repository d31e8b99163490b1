package io.gpmcworker.execution;

import io.gpmcworker.operation.DatabaseRefusal;
import io.gpmcworker.operation.RunEntry;
import io.gpmcworker.operation.RunLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of all runs, those that come while a transaction is under way together in the
 * next one: a busy worker then pays for few commits, an idle one waits for none but its own.
 */
@ApplicationScoped
class GroupCommit {

  private static final int LARGEST = 200;

  private final RunLog log;
  private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  GroupCommit(RunLog log) {
    this.log = log;
  }

  /**
   * Writes an entry and returns when it is durable.
   *
   * @return false if its run has lost the right to the operation
   * @throws RuntimeException if the database did not take it
   */
  boolean write(RunEntry entry) {
    Pending mine = new Pending(entry);
    waiting.add(mine);
    writing.lock();
    try {
      // Whoever had the lock before may have written this entry with its own.
      while (!mine.done) {
        writeGroup();
      }
    } finally {
      writing.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return mine.written;
  }

  private void writeGroup() {
    List<Pending> group = new ArrayList<>();
    for (Pending next; group.size() < LARGEST && (next = waiting.poll()) != null; ) {
      group.add(next);
    }
    try {
      write(group);
    } catch (RuntimeException e) {
      if (group.size() > 1 && concernsOneEntry(e)) {
        group.forEach(this::writeAlone);
      } else {
        group.forEach(it -> it.fail(e));
      }
    }
  }

  /** One entry that cannot be written must not keep the others of its group from being. */
  private void writeAlone(Pending entry) {
    try {
      write(List.of(entry));
    } catch (RuntimeException e) {
      entry.fail(e);
    }
  }

  private static boolean concernsOneEntry(RuntimeException failure) {
    return failure instanceof IllegalStateException || DatabaseRefusal.is(failure);
  }

  private void write(List<Pending> group) {
    List<Boolean> written = log.write(group.stream().map(it -> it.entry).toList());
    for (int n = 0; n < group.size(); n++) {
      group.get(n).succeed(written.get(n));
    }
  }

  /** Guarded by {@link #writing} once it waits. */
  private static final class Pending {
    final RunEntry entry;
    boolean done;
    boolean written;
    @Nullable RuntimeException failure;

    Pending(RunEntry entry) {
      this.entry = entry;
    }

    void succeed(boolean wasWritten) {
      written = wasWritten;
      done = true;
    }

    void fail(RuntimeException e) {
      failure = e;
      done = true;
    }
  }
}
