package io.gpmcworker.execution;

import io.gpmcworker.gpmc.AsyncCancel;
import io.gpmcworker.operation.EndReason;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cancel handle of one run, from before its call is made until its end.
 *
 * <p>A cancel may come before GPMC has handed out its {@link AsyncCancel}: it is kept, and the
 * handle is called the moment it is there. However often a cancel is asked for, the handle is
 * called once.
 */
final class LiveHandle {

  private final Runnable firstAsked;
  private final Consumer<EndReason> delivered;
  private @Nullable EndReason asked;
  private @Nullable AsyncCancel cancel;

  /**
   * @param firstAsked told when a cancel is asked for the first time, before anything comes of it
   * @param delivered told just before the handle is called, so that it always hears of the cancel
   *     before it hears of the end that the cancel brings about
   */
  LiveHandle(Runnable firstAsked, Consumer<EndReason> delivered) {
    this.firstAsked = firstAsked;
    this.delivered = delivered;
  }

  /** Asks for the end. */
  void cancel(EndReason reason) {
    AsyncCancel handle;
    synchronized (this) {
      if (asked != null) {
        return;
      }
      asked = reason;
      handle = cancel;
    }
    firstAsked.run();
    if (handle != null) {
      call(handle, reason);
    }
  }

  /** The call has been made; here is its handle. */
  void attach(AsyncCancel handle) {
    EndReason reason;
    synchronized (this) {
      cancel = handle;
      reason = asked;
    }
    if (reason != null) {
      call(handle, reason);
    }
  }

  /** On whose account the end was asked for, if it was. */
  synchronized Optional<EndReason> asked() {
    return Optional.ofNullable(asked);
  }

  private void call(AsyncCancel handle, EndReason reason) {
    delivered.accept(reason);
    handle.cancel();
  }
}
