package io.gpmcworker.execution;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.operation.ClaimedOperation;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.Outcome;
import io.gpmcworker.operation.ResultJson;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One operation, run from its claim to its end on a virtual thread of its own.
 *
 * <p>Everything that happens to it (progress, a cancel, the result) is a message in its mailbox, so
 * that it is written down in the order in which it happened, by one thread.
 */
final class Run implements Runnable {

  private static final Logger LOG = Logger.getLogger(Run.class);

  private final ClaimedOperation operation;
  private final GpmcDriver driver;
  private final RunJournal journal;
  private final Duration cancelBound;
  private final ProgressThrottle throttle;
  private final LiveHandle handle;
  private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable ProgressStatus> latestProgress = new AtomicReference<>();

  /** What can happen to a running operation. */
  private sealed interface Message {
    record ProgressMade() implements Message {}

    record CancelDelivered(EndReason reason) implements Message {}

    record Completed(GpmcResult result) implements Message {}

    record Abandoned() implements Message {}
  }

  Run(ClaimedOperation operation, GpmcDriver driver, RunJournal journal, WorkerConfig config) {
    this.operation = operation;
    this.driver = driver;
    this.journal = journal;
    this.cancelBound = config.cancelBound();
    this.throttle =
        new ProgressThrottle(config.progressInterval(), config.progressStep(), System.nanoTime());
    this.handle = new LiveHandle(reason -> mailbox.add(new Message.CancelDelivered(reason)));
  }

  String operationId() {
    return operation.key().operationId();
  }

  /** Asks the operation to end. Never blocks. */
  void cancel(EndReason reason) {
    handle.cancel(reason);
  }

  /** The right to the operation is lost: ends the call, writes nothing more. */
  void abandon() {
    mailbox.add(new Message.Abandoned());
    handle.cancel(EndReason.OWNER_LOST);
  }

  @Override
  public void run() {
    try {
      runToItsEnd();
    } catch (RuntimeException e) {
      LOG.errorf(e, "GPMC-X10 An unexpected error in the run of %s", operationId());
      journal.ended(
          operation.key(),
          Transition.LOSE_SIGHT,
          new Outcome(
              Optional.empty(),
              Optional.of(HResult.E_FAIL),
              Optional.of("An unexpected error came up in the worker: " + e),
              Optional.empty(),
              Optional.empty()),
          throttle.held());
    }
  }

  private void runToItsEnd() {
    Optional<EndReason> asked = handle.asked();
    if (asked.isPresent()) {
      journal.ended(
          operation.key(),
          Transition.CANCEL,
          Outcome.because(asked.get(), "It was cancelled before the call was made."),
          Optional.empty());
      return;
    }
    AsyncCall call;
    try {
      call = driver.start(operation.request(), new OperationContext(operationId()), this::progress);
    } catch (GpmcException e) {
      journal.ended(operation.key(), Transition.FAIL, outcome(e), Optional.empty());
      return;
    }
    // The driver completes the result in a thread of its own; only the message is passed there.
    var _ = call.result().thenAccept(result -> mailbox.add(new Message.Completed(result)));
    handle.attach(call.cancel());
    try {
      follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warnf("GPMC-X01 The run of %s was interrupted", operationId());
    }
  }

  private void progress(ProgressStatus status) {
    if (latestProgress.getAndSet(status) == null) {
      mailbox.add(new Message.ProgressMade());
    }
  }

  private void follow() throws InterruptedException {
    long deadline = Long.MAX_VALUE;
    boolean cancelling = false;
    EndReason reason = EndReason.REQUESTED;
    while (true) {
      Message message =
          cancelling
              ? mailbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
              : mailbox.take();
      boolean goOn =
          switch (message) {
            case null -> {
              endUnconfirmed();
              yield false;
            }
            case Message.ProgressMade it -> {
              if (cancelling && deadline - System.nanoTime() <= 0) {
                // A call that never stops talking must not keep its end from coming.
                endUnconfirmed();
                yield false;
              }
              yield publishProgress();
            }
            case Message.CancelDelivered it -> {
              cancelling = true;
              reason = it.reason();
              deadline = System.nanoTime() + cancelBound.toNanos();
              yield journal.cancelDelivered(operation.key(), it.reason());
            }
            case Message.Completed it -> {
              end(it.result(), cancelling, reason);
              yield false;
            }
            case Message.Abandoned it -> {
              LOG.warnf("GPMC-X02 Lost the right to operation %s, left it alone", operationId());
              yield false;
            }
          };
      if (!goOn) {
        return;
      }
    }
  }

  private boolean publishProgress() {
    ProgressStatus status = latestProgress.getAndSet(null);
    if (status != null && throttle.offer(status, System.nanoTime())) {
      return journal.progressed(operation.key(), status);
    }
    return true;
  }

  private void end(GpmcResult result, boolean cancelling, EndReason reason) {
    publishHeldBack();
    Transition transition;
    Optional<EndReason> why = Optional.empty();
    if (!result.overallStatus().failed()) {
      transition = Transition.SUCCEED;
    } else if (!result.undone()) {
      transition = Transition.LOSE_SIGHT;
    } else if (cancelling) {
      transition = Transition.CANCEL;
      why = Optional.of(reason);
    } else {
      transition = Transition.FAIL;
    }
    journal.ended(
        operation.key(),
        transition,
        new Outcome(
            why,
            Optional.of(result.overallStatus()),
            Optional.of(result.detail()).filter(text -> !text.isEmpty()),
            result.value().map(ResultJson::of),
            ResultJson.of(result.messages())),
        throttle.held());
  }

  /** Progress that came together with the end is still progress before the end. */
  private void publishHeldBack() {
    ProgressStatus status = latestProgress.getAndSet(null);
    if (status != null) {
      throttle.hold(status);
    }
  }

  private void endUnconfirmed() {
    journal.ended(
        operation.key(),
        Transition.LOSE_SIGHT,
        Outcome.because(
            EndReason.CANCEL_TIMED_OUT,
            "The cancel handle was called, and %s later the call had not ended. It may still run on"
                    .formatted(cancelBound)
                + " worker "
                + operation.key().worker()
                + "; compare the target with its latest backup before you go on."),
        throttle.held());
  }

  private static Outcome outcome(GpmcException e) {
    return new Outcome(
        Optional.empty(),
        Optional.of(e.hresult()),
        Optional.ofNullable(e.getMessage()),
        Optional.empty(),
        Optional.empty());
  }
}
