package io.gpmcworker.testing;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.AsyncProgress;
import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A driver that does what a test tells it, step by step; so that every moment of an operation's
 * life can be held and looked at. GPOs that no test has a say in are done at once.
 */
public final class ScriptedDriver implements GpmcDriver {

  /** The one kind that this driver cannot cancel, as GPMC's IDL has two. */
  public static final OperationKind NOT_CANCELLABLE = OperationKind.REPORT_GPO;

  /** What comes out of every operation. */
  public static final ResultValue DONE =
      new ResultValue.Gpo(new UUID(0, 1), "done", "corp.example");

  private final Map<String, Play> plays = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Recovery>> recoveries = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> recovered = new ConcurrentHashMap<>();

  /** Takes the say over the operations on a GPO. */
  public Play play(String gpo) {
    return plays.computeIfAbsent(gpo, it -> new Play());
  }

  /** How often the operation with this id was called. */
  public int calls(String operationId) {
    return calls.getOrDefault(operationId, new AtomicInteger()).get();
  }

  /** Says what is found of a lost operation; nothing is left of those that no test speaks of. */
  public void recoverAs(String operationId, Supplier<Recovery> found) {
    recoveries.put(operationId, found);
  }

  /** How often it was asked what became of the operation with this id. */
  public int recoveries(String operationId) {
    return recovered.getOrDefault(operationId, new AtomicInteger()).get();
  }

  @Override
  public Set<OperationKind> supported() {
    return Set.of(OperationKind.BACKUP_GPO, OperationKind.BACKUP_ALL_GPOS, NOT_CANCELLABLE);
  }

  @Override
  public Set<OperationKind> cancellable() {
    return Set.of(OperationKind.BACKUP_GPO, OperationKind.BACKUP_ALL_GPOS);
  }

  @Override
  public Target target(GpmcRequest request) {
    return request instanceof GpmcRequest.BackupAllGpos
        ? Target.WHOLE_DOMAIN
        : Target.named(gpo(request));
  }

  @Override
  public AsyncCall start(GpmcRequest request, OperationContext context, AsyncProgress progress)
      throws GpmcException {
    calls.computeIfAbsent(context.operationId(), it -> new AtomicInteger()).incrementAndGet();
    @Nullable Play play = plays.get(gpo(request));
    if (play == null) {
      progress.status(new ProgressStatus(1, 1, "done", List.of()));
      return new AsyncCall(
          () -> {}, CompletableFuture.completedFuture(GpmcResult.succeeded(DONE, List.of())));
    }
    return play.begin(progress);
  }

  @Override
  public void examine(Examination examination) {
    examination.step("script", "Nothing.", () -> "the test says so");
  }

  @Override
  public Recovery recover(GpmcRequest request, OperationContext context) {
    recovered.computeIfAbsent(context.operationId(), it -> new AtomicInteger()).incrementAndGet();
    return recoveries.getOrDefault(context.operationId(), Recovery.NothingLeft::new).get();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  private static String gpo(GpmcRequest request) {
    return switch (request) {
      case GpmcRequest.BackupGpo it -> it.gpo().toString();
      case GpmcRequest.ReportGpo it -> it.gpo().toString();
      default -> "*";
    };
  }

  /** One call, held by a test. */
  public static final class Play {

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch mayBeCalled = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicInteger cancels = new AtomicInteger();
    private final CompletableFuture<GpmcResult> result = new CompletableFuture<>();
    private volatile boolean held;
    private volatile boolean deaf;
    private volatile @Nullable AsyncProgress progress;
    private volatile @Nullable GpmcException refusal;

    /** The call itself does not return until {@link #letCall}. */
    public Play holdCall() {
      held = true;
      return this;
    }

    /** A cancel is heard, and nothing comes of it. */
    public Play deafToCancel() {
      deaf = true;
      return this;
    }

    /** The call cannot be made. */
    public Play refuse(GpmcException with) {
      refusal = with;
      return this;
    }

    public void letCall() {
      mayBeCalled.countDown();
    }

    public void awaitCall() throws InterruptedException {
      await(called, "the call");
    }

    public void awaitCancel() throws InterruptedException {
      await(cancelled, "the cancel");
    }

    public int cancels() {
      return cancels.get();
    }

    public void progress(long numerator, long denominator) {
      AsyncProgress listener = progress;
      if (listener != null) {
        listener.status(new ProgressStatus(numerator, denominator, "step " + numerator, List.of()));
      }
    }

    public void succeed() {
      result.complete(GpmcResult.succeeded(DONE, List.of()));
    }

    public void end(GpmcResult with) {
      result.complete(with);
    }

    private AsyncCall begin(AsyncProgress listener) throws GpmcException {
      GpmcException refused = refusal;
      if (refused != null) {
        throw refused;
      }
      progress = listener;
      called.countDown();
      if (held) {
        try {
          await(mayBeCalled, "the call's leave");
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return new AsyncCall(this::cancel, result);
    }

    private void cancel() {
      cancels.incrementAndGet();
      cancelled.countDown();
      if (!deaf) {
        result.complete(
            GpmcResult.failed(HResult.ERROR_CANCELLED, "The call was cancelled.", List.of()));
      }
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError(what + " did not come");
      }
    }
  }
}
