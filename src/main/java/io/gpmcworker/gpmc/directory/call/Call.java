package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.AsyncCancel;
import io.gpmcworker.gpmc.AsyncProgress;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import java.util.ArrayList;
import java.util.List;

/**
 * A running call from the inside. Safe for use by the several threads of one call; progress never
 * goes back.
 */
public final class Call implements AsyncCancel {

  private final AsyncProgress progress;
  private final List<StatusMessage> messages = new ArrayList<>();
  private final List<StatusMessage> unreported = new ArrayList<>();
  private volatile boolean cancelRequested;
  private long done;
  private long planned;

  public Call(AsyncProgress progress) {
    this.progress = progress;
  }

  @Override
  public void cancel() {
    cancelRequested = true;
  }

  /** Whether the caller asked for an end. */
  public boolean cancelRequested() {
    return cancelRequested;
  }

  /**
   * A point at which the call can end without leaving anything behind.
   *
   * @throws CallCancelledException if the caller asked for an end
   */
  public void checkpoint() throws CallCancelledException {
    if (cancelRequested) {
      throw new CallCancelledException();
    }
  }

  /** As {@link #checkpoint}, amid the reading and writing of files. */
  public void checkpointOfFiles() throws PlacedException {
    try {
      checkpoint();
    } catch (CallCancelledException e) {
      throw new PlacedException(e);
    }
  }

  /** Adds steps that are now known to be ahead. */
  public synchronized void plan(long steps) {
    planned += steps;
  }

  /** A planned step has been done. */
  public synchronized void did(String step) {
    done++;
    planned = Math.max(planned, done);
    progress.status(new ProgressStatus(done, planned, step, unreported));
    unreported.clear();
  }

  /** Something that the caller should know; the call goes on. */
  public synchronized void tell(StatusMessage message) {
    messages.add(message);
    unreported.add(message);
  }

  /** Every message so far. */
  public synchronized List<StatusMessage> messages() {
    return List.copyOf(messages);
  }
}
