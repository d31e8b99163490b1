package io.gpmcworker.gpmc.dcom;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.AsyncProgress;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.dcom.call.Aftermath;
import io.gpmcworker.gpmc.dcom.call.GpmcCall;
import io.gpmcworker.gpmc.dcom.call.HostExamination;
import io.gpmcworker.gpmc.dcom.call.Lookup;
import io.gpmcworker.gpmc.dcom.call.Surroundings;
import io.gpmcworker.gpmc.dcom.callback.AsyncProgressObject;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.HostCalls;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has GPMC do its operations on a Windows host: activates {@code GPMgmt.GPM} there, calls its
 * asynchronous methods with an {@code IGPMAsyncProgress} of this process, and keeps the {@code
 * IGPMAsyncCancel} that comes back. Each operation has a thread and a session of its own.
 */
public final class DcomDriver implements GpmcDriver {

  private static final System.Logger LOG = System.getLogger(DcomDriver.class.getName());

  /** How long {@link #close} waits for calls to end after it has cancelled them. */
  private static final Duration CLOSING = Duration.ofSeconds(10);

  /** The fifteen methods; what runs one of them over a whole domain is not offered. */
  private static final Set<OperationKind> SUPPORTED =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(OperationKind.BACKUP_ALL_GPOS, OperationKind.RESTORE_ALL_GPOS)));

  /** Where gpmgmt.idl declares {@code pvarGPMCancel} as {@code [in]}, no handle comes back. */
  private static final Set<OperationKind> CANCELLABLE = cancellableOnes();

  private static Set<OperationKind> cancellableOnes() {
    EnumSet<OperationKind> kinds = EnumSet.copyOf(SUPPORTED);
    kinds.remove(OperationKind.COPY_STARTER_GPO);
    kinds.remove(OperationKind.REPORT_STARTER_GPO);
    return Collections.unmodifiableSet(kinds);
  }

  private final Surroundings surroundings;
  private final ScheduledExecutorService clock;
  private final Map<GpmcCall, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Listens for the callbacks of every host. One for all drivers of a process: a Windows host looks
   * for it at one port that cannot be chosen.
   *
   * @throws IOException if a port cannot be had
   */
  public static ObjectExporter listen(ExporterSettings settings) throws IOException {
    return new ObjectExporter(settings, Set.of(AsyncProgressObject.IID, Iids.IDISPATCH));
  }

  /**
   * A driver that has not connected to the host yet.
   *
   * @param callbacks where the host calls back; stays open when the driver is closed
   */
  public DcomDriver(DcomDomainSettings settings, ObjectExporter callbacks) {
    this(settings, callbacks, ControllerCalls.NOBODY);
  }

  /**
   * As {@link #DcomDriver(DcomDomainSettings, ObjectExporter)}.
   *
   * @param calls is told of each call to the host
   */
  public DcomDriver(DcomDomainSettings settings, ObjectExporter callbacks, ControllerCalls calls) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dcom-clock").factory());
    surroundings =
        new Surroundings(
            settings.dnsName(),
            new HostCalls(settings.host(), clock, calls),
            callbacks,
            settings.caller(),
            settings.stores(),
            settings.domains(),
            settings.silence());
  }

  @Override
  public Set<OperationKind> supported() {
    return SUPPORTED;
  }

  @Override
  public Set<OperationKind> cancellable() {
    return CANCELLABLE;
  }

  /** How many progress objects are exported; as many as operations run. */
  int exported() {
    return surroundings.exporter().exported();
  }

  @Override
  public Target target(GpmcRequest request) throws GpmcException {
    return new Lookup(surroundings).target(request);
  }

  @Override
  public AsyncCall start(GpmcRequest request, OperationContext context, AsyncProgress progress)
      throws GpmcException {
    if (!SUPPORTED.contains(request.kind())) {
      throw new GpmcException(
          HResult.ERROR_NOT_SUPPORTED,
          request.kind().wireName() + " is not supported by the dcom driver");
    }
    GpmcCall call = new GpmcCall(surroundings, request, progress);
    CompletableFuture<GpmcResult> result = new CompletableFuture<>();
    running.put(call, new CompletableFuture<>());
    if (closed) {
      running.remove(call);
      throw new GpmcException(HResult.E_ABORT, "The driver of this domain has been closed.");
    }
    Thread.ofVirtual()
        .name("gpmc-" + context.operationId())
        .start(() -> {
          result.complete(run(call, request));
          finish(call);
        });
    return new AsyncCall(call, result);
  }

  private static GpmcResult run(GpmcCall call, GpmcRequest request) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "The dcom driver has a fault", e);
      String detail = "The dcom driver has a fault (%s); its log tells more.".formatted(e);
      return request.kind().effect() == OperationKind.Effect.READS
          ? GpmcResult.failed(HResult.E_FAIL, detail, java.util.List.of())
          : GpmcResult.failedHalfway(HResult.E_FAIL, detail, java.util.List.of());
    }
  }

  /** A cancel that the host leaves unanswered holds no result back, only {@link #close}. */
  private void finish(GpmcCall call) {
    try {
      call.awaitCancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    CompletableFuture<Void> over = running.remove(call);
    if (over != null) {
      over.complete(null);
    }
  }

  @Override
  public Recovery recover(GpmcRequest request, OperationContext context) {
    return new Aftermath(surroundings).of(request);
  }

  @Override
  public void examine(Examination examination) {
    new HostExamination(surroundings).run(examination);
  }

  @Override
  public void close() {
    closed = true;
    running.keySet().forEach(GpmcCall::cancel);
    try {
      CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
          .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(System.Logger.Level.WARNING, "Calls still run while the driver closes", e);
    }
    clock.shutdownNow();
  }
}
