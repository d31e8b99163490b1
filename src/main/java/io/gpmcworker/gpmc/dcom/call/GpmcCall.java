package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.AsyncCancel;
import io.gpmcworker.gpmc.AsyncProgress;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationKind.Effect;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.dcom.callback.AsyncProgressObject;
import io.gpmcworker.gpmc.dcom.callback.ProgressCall;
import io.gpmcworker.gpmc.dcom.gpm.Gpm;
import io.gpmcworker.gpmc.dcom.gpm.GpmDomain;
import io.gpmcworker.gpmc.dcom.gpm.GpmIds;
import io.gpmcworker.gpmc.dcom.gpm.GpmResults;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComPointer;
import io.gpmcworker.gpmc.dcom.interop.ComSession;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One operation: activates GPMC, starts the method, listens to its progress, passes a cancel on,
 * reads what came of it. Calls to the host are made by the thread that runs it, and what the host
 * tells goes through its mailbox. Only a cancel has a thread and a connection of its own, so that
 * no call that is outstanding holds it up.
 */
public final class GpmcCall implements AsyncCancel {

  private static final System.Logger LOG = System.getLogger(GpmcCall.class.getName());

  /** A host that calls back more often than it is listened to loses the oldest progress only. */
  private static final int MAILBOX = 10_000;

  private static final int CANCEL_SLOT = 7;

  private final Surroundings surroundings;
  private final GpmcRequest request;
  private final AsyncProgress progress;
  private final BlockingQueue<Event> mailbox = new LinkedBlockingQueue<>(MAILBOX);
  private final List<StatusMessage> messages = new ArrayList<>();
  private boolean started;
  private volatile boolean cancelRequested;
  private @Nullable ComPointer cancelHandle;
  private @Nullable Thread canceller;

  private sealed interface Event {}

  private record Told(ProgressCall call) implements Event {}

  /** A cancel could not go over a connection of its own. */
  private record CancelStuck(ComPointer handle) implements Event {}

  /** An operation that does not run yet; {@link #run} runs it. */
  public GpmcCall(Surroundings surroundings, GpmcRequest request, AsyncProgress progress) {
    this.surroundings = surroundings;
    this.request = request;
    this.progress = progress;
  }

  @Override
  public void cancel() {
    cancelRequested = true;
    passCancelOn();
  }

  /** As soon as it has been asked for and there is a handle; once. */
  private synchronized void passCancelOn() {
    ComPointer handle = cancelHandle;
    if (cancelRequested && handle != null && canceller == null) {
      canceller = Thread.ofVirtual().name("gpmc-cancel").start(() -> passCancelOn(handle));
    }
  }

  private void passCancelOn(ComPointer handle) {
    try {
      HResult answer = handle.callAside(CANCEL_SLOT);
      LOG.log(System.Logger.Level.DEBUG, "IGPMAsyncCancel::Cancel answers {0}", answer);
    } catch (ComException e) {
      LOG.log(System.Logger.Level.DEBUG, "A cancel found no connection of its own", e);
      mailbox.offer(new CancelStuck(handle));
    }
  }

  private synchronized void hold(@Nullable ComPointer handle) {
    cancelHandle = handle;
    passCancelOn();
  }

  /** Returns when no thread of it is left; within the bounds of a call once it has run. */
  public void awaitCancel() throws InterruptedException {
    Thread thread;
    synchronized (this) {
      thread = canceller;
    }
    if (thread != null) {
      thread.join();
    }
  }

  /** Runs it to its end. Every failure is in the result. */
  public GpmcResult run() {
    ObjRef exported =
        surroundings
            .exporter()
            .export(new AsyncProgressObject(surroundings.caller(), this::tell), Iids.IDISPATCH);
    try (ComSession session = surroundings.activate()) {
      return run(session, exported);
    } catch (ComException e) {
      return failed(e.status(), String.valueOf(e.getMessage()), e.answered());
    } catch (GpmcException e) {
      return failed(e.hresult(), String.valueOf(e.getMessage()), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(HResult.E_ABORT, "The worker stopped listening to the operation.", false);
    } finally {
      hold(null);
      surroundings.exporter().withdraw(exported);
    }
  }

  private void tell(ProgressCall call) {
    if (!mailbox.offer(new Told(call)) && call.terminal()) {
      mailbox.clear();
      mailbox.offer(new Told(call));
    }
  }

  private GpmcResult run(ComSession session, ObjRef exported)
      throws ComException, GpmcException, InterruptedException {
    Gpm gpm = new Gpm(session);
    GpmDomain domain = gpm.domain(surroundings.dnsName());
    AsyncMethods methods = new AsyncMethods(gpm, domain, surroundings);
    if (cancelRequested) {
      return GpmcResult.failed(
          HResult.ERROR_CANCELLED, "The operation was cancelled before it began.", messages);
    }
    started = true;
    AsyncMethods.Started call;
    try {
      call = methods.start(request, exported);
    } catch (ComException e) {
      started = !e.answered();
      throw e;
    } catch (GpmcException e) {
      started = false;
      throw e;
    }
    if (call.cancel().isPresent()) {
      hold(call.cancel().get().query(GpmIds.IGPM_ASYNC_CANCEL));
    }
    ProgressCall last = listen(session, domain);
    return result(session, call, last);
  }

  /** Until the call that says that the operation is over. */
  private ProgressCall listen(ComSession session, GpmDomain domain)
      throws ComException, InterruptedException {
    while (true) {
      Event event = mailbox.poll(surroundings.silence().toMillis(), TimeUnit.MILLISECONDS);
      switch (event) {
        case null -> askForLife(domain);
        case CancelStuck stuck -> stuck.handle().method(CANCEL_SLOT).status();
        case Told told -> {
          List<StatusMessage> fresh = messages(session, told.call());
          messages.addAll(fresh);
          if (told.call().terminal()) {
            return told.call();
          }
          pass(told.call(), fresh);
        }
      }
    }
  }

  /** A host that has died does not say so; one that lives answers. */
  private void askForLife(GpmDomain domain) throws ComException {
    domain.name();
  }

  private void pass(ProgressCall call, List<StatusMessage> fresh) {
    int denominator = Math.max(1, call.denominator());
    int numerator = Math.clamp(call.numerator(), 0, denominator);
    progress.status(new ProgressStatus(numerator, denominator, "", fresh));
  }

  private List<StatusMessage> messages(ComSession session, ProgressCall call) throws ComException {
    Optional<ObjRef> collection = call.messages().filter(this::isHosts);
    if (collection.isEmpty()) {
      return List.of();
    }
    return GpmResults.messages(session.adopt(collection.get()));
  }

  /** Of the process that runs the operation; no connection is made to any other. */
  private boolean isHosts(ObjRef reference) {
    return reference.reference().oxid() != surroundings.exporter().oxid();
  }

  private GpmcResult result(ComSession session, AsyncMethods.Started call, ProgressCall last)
      throws ComException, GpmcException {
    if (last.status().failed()) {
      return failed(last.status(), sentence(last.status()), true);
    }
    Optional<ComPointer> result = call.result();
    if (result.isPresent()) {
      HResult overall = GpmResults.overallStatus(result.get());
      if (overall.failed()) {
        return failed(overall, sentence(overall), true);
      }
    }
    ResultValue value = new ResultReader(surroundings, request, session).read(last, result);
    return GpmcResult.succeeded(value, messages);
  }

  private String sentence(HResult status) {
    return messages.stream()
        .filter(message -> message.errorCode().failed() && !message.message().isEmpty())
        .map(StatusMessage::message)
        .findFirst()
        .orElse("GPMC ends %s with %s".formatted(request.kind().method(), status));
  }

  /** Whether a change was undone, GPMC does not tell; before its start there was none. */
  private GpmcResult failed(HResult status, String detail, boolean answered) {
    boolean nothingLeft = !started || (request.kind().effect() == Effect.READS && answered);
    return nothingLeft
        ? GpmcResult.failed(status, detail, messages)
        : GpmcResult.failedHalfway(status, detail, messages);
  }
}
