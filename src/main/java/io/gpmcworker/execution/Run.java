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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
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
  private final ReportFolder reports;
  private final Right right;
  private final OperationContext context;
  private final Duration cancelBound;
  private final ProgressThrottle throttle;
  private final LiveHandle handle;
  private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable ProgressStatus> latestProgress = new AtomicReference<>();

  /** What can happen to a running operation. */
  private sealed interface Message {
    record ProgressMade() implements Message {}

    record CallRefused(GpmcException reason) implements Message {}

    record CallBroke(RuntimeException reason) implements Message {}

    record CancelAsked() implements Message {}

    record CancelDelivered(EndReason reason, Instant at) implements Message {}

    record Completed(GpmcResult result) implements Message {}

    record Abandoned() implements Message {}
  }

  Run(
      ClaimedOperation operation,
      GpmcDriver driver,
      RunJournal journal,
      ReportFolder reports,
      Membership membership,
      Predicate<String> over,
      WorkerConfig config) {
    this.operation = operation;
    this.driver = driver;
    this.journal = journal;
    this.reports = reports;
    this.right = new Right(() -> membership.holds(operation.key().worker()));
    this.context = new OperationContext(operation.key().operationId(), right, over);
    this.cancelBound = config.cancelBound();
    this.throttle =
        new ProgressThrottle(config.progressInterval(), config.progressStep(), System.nanoTime());
    this.handle =
        new LiveHandle(
            () -> mailbox.add(new Message.CancelAsked()),
            reason -> mailbox.add(new Message.CancelDelivered(reason, Instant.now())));
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
    right.lose();
    mailbox.add(new Message.Abandoned());
    handle.cancel(EndReason.OWNER_LOST);
  }

  @Override
  public void run() {
    tellLogs();
    try {
      runToItsEnd();
    } catch (RuntimeException e) {
      if (right.lost()) {
        leaveAlone();
      } else {
        endBroken(e);
      }
    }
  }

  private void runToItsEnd() {
    if (right.lost()) {
      leaveAlone();
      return;
    }
    Optional<EndReason> asked = handle.asked();
    if (asked.isPresent()) {
      endUncalled(asked.get());
      return;
    }
    Thread.ofVirtual().name("call-" + operationId()).start(this::call);
    try {
      follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warnf("GPMC-X01 The run of %s was interrupted", operationId());
    }
  }

  /**
   * Makes the call. On a thread of its own: it may block, and a cancel must get through then too.
   */
  private void call() {
    tellLogs();
    try {
      AsyncCall call = driver.start(operation.request(), context, this::progress);
      // The driver completes the result in a thread of its own; only the message is passed there.
      var _ = call.result().thenAccept(result -> mailbox.add(new Message.Completed(result)));
      handle.attach(call.cancel());
    } catch (GpmcException e) {
      mailbox.add(new Message.CallRefused(e));
    } catch (RuntimeException e) {
      mailbox.add(new Message.CallBroke(e));
    }
  }

  /** What is logged on this thread says whose it is. The thread ends with the run. */
  private void tellLogs() {
    MDC.put("operation", operationId());
    MDC.put("worker", operation.key().worker().toString());
    operation.ticket().ifPresent(ticket -> MDC.put("ticket", ticket));
  }

  private void progress(ProgressStatus status) {
    if (latestProgress.getAndSet(status) == null) {
      mailbox.add(new Message.ProgressMade());
    }
  }

  private void follow() throws InterruptedException {
    Cancelling cancelling = Cancelling.NOT_ASKED;
    boolean goOn = true;
    while (goOn) {
      Message message =
          cancelling.asked()
              ? mailbox.poll(cancelling.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS)
              : mailbox.take();
      if (right.lost()) {
        leaveAlone();
        return;
      }
      // A call that never stops talking must not keep its end from coming.
      boolean late = cancelling.asked() && cancelling.deadline() - System.nanoTime() <= 0;
      if (message == null || (late && message instanceof Message.ProgressMade)) {
        endUnconfirmed(cancelling);
        return;
      }
      switch (message) {
        case Message.ProgressMade _ -> goOn = publishProgress();
        case Message.CancelAsked _ -> cancelling = cancelling.ask(cancelBound);
        case Message.CancelDelivered it -> {
          cancelling = cancelling.deliver(it.reason(), cancelBound);
          goOn = journal.cancelDelivered(operation.key(), it.reason(), it.at());
        }
        case Message.Completed it -> {
          end(it.result(), cancelling);
          goOn = false;
        }
        case Message.CallRefused it -> {
          endRefused(it.reason());
          goOn = false;
        }
        case Message.CallBroke it -> {
          endBroken(it.reason());
          goOn = false;
        }
        case Message.Abandoned _ -> {
          leaveAlone();
          goOn = false;
        }
      }
    }
  }

  private void leaveAlone() {
    LOG.warnf("GPMC-X02 Lost the right to operation %s, left it alone", operationId());
  }

  /**
   * How far a cancel has come.
   *
   * @param delivered on whose account the handle was called; empty until it was
   * @param deadline {@link System#nanoTime} past which no end is awaited any more
   */
  private record Cancelling(boolean asked, Optional<EndReason> delivered, long deadline) {
    static final Cancelling NOT_ASKED = new Cancelling(false, Optional.empty(), 0);

    Cancelling ask(Duration bound) {
      return asked
          ? this
          : new Cancelling(true, Optional.empty(), System.nanoTime() + bound.toNanos());
    }

    Cancelling deliver(EndReason reason, Duration bound) {
      return new Cancelling(true, Optional.of(reason), System.nanoTime() + bound.toNanos());
    }
  }

  private boolean publishProgress() {
    ProgressStatus status = latestProgress.getAndSet(null);
    if (status != null && throttle.offer(status, System.nanoTime())) {
      return journal.progressed(operation.key(), status);
    }
    return true;
  }

  private void end(GpmcResult result, Cancelling cancelling) {
    publishHeldBack();
    Optional<URI> dataRef = Optional.empty();
    if (result.value().isPresent()) {
      try {
        dataRef = reports.keep(operationId(), result.value().get());
      } catch (GpmcException e) {
        endLost(e, cancelling);
        return;
      }
    }
    Transition transition;
    Optional<EndReason> why = Optional.empty();
    if (!result.overallStatus().failed()) {
      transition = Transition.SUCCEED;
    } else if (!result.undone()) {
      transition = Transition.LOSE_SIGHT;
    } else if (cancelling.delivered().isPresent()) {
      transition = Transition.CANCEL;
      why = cancelling.delivered();
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
            ResultJson.of(result.messages()),
            dataRef),
        throttle.held());
  }

  /** Progress that came together with the end is still progress before the end. */
  private void publishHeldBack() {
    ProgressStatus status = latestProgress.getAndSet(null);
    if (status != null) {
      throttle.hold(status);
    }
  }

  private void endUncalled(EndReason reason) {
    journal.ended(
        operation.key(),
        Transition.CANCEL,
        Outcome.because(reason, "It was cancelled before the call was made."),
        Optional.empty());
  }

  private void endRefused(GpmcException refusal) {
    Optional<EndReason> asked = handle.asked();
    if (asked.isPresent()) {
      endUncalled(asked.get());
    } else {
      journal.ended(operation.key(), Transition.FAIL, outcome(refusal), Optional.empty());
    }
  }

  /** The call has done its work, and what came out of it could not be kept. */
  private void endLost(GpmcException failure, Cancelling cancelling) {
    journal.ended(
        operation.key(),
        cancelling.delivered().isPresent() ? Transition.CANCEL : Transition.FAIL,
        outcome(failure),
        throttle.held());
  }

  private void endBroken(RuntimeException failure) {
    LOG.errorf(failure, "GPMC-X10 An unexpected error in the run of %s", operationId());
    journal.ended(
        operation.key(),
        Transition.LOSE_SIGHT,
        new Outcome(
            Optional.empty(),
            Optional.of(HResult.E_FAIL),
            Optional.of("An unexpected error came up in the worker: " + failure),
            Optional.empty(),
            Optional.empty()),
        throttle.held());
  }

  private void endUnconfirmed(Cancelling cancelling) {
    Outcome outcome =
        cancelling.delivered().isPresent()
            ? Outcome.because(
                EndReason.CANCEL_TIMED_OUT,
                unconfirmed("The cancel handle was called, and %s later the call had not ended."))
            : Outcome.because(
                EndReason.CANCEL_UNDELIVERED,
                unconfirmed("The call had not handed out its cancel handle %s after the cancel."));
    journal.ended(operation.key(), Transition.LOSE_SIGHT, outcome, throttle.held());
  }

  private String unconfirmed(String observed) {
    return observed.formatted(cancelBound)
        + " It may still run on worker %s; compare the target with its latest backup before you go on."
            .formatted(operation.key().worker());
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
