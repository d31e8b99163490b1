package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The server: what it is made of, how it behaves, and the operations that it runs. */
public final class GpmcServer implements AutoCloseable {

  static final System.Logger LOG = System.getLogger(GpmcServer.class.getName());

  /** How it behaves. */
  public enum Behaviour {
    /** As GPMC does. */
    WELL,
    /** As one on which GPMC is not registered for remote activation. */
    UNREGISTERED,
    /** Begins operations and never says that they ended. */
    HANGS,
    /** Runs operations, and says that they ended only when it behaves otherwise. */
    WAITS,
    /** As {@link #WAITS}, and answers no sign of life until then. */
    MUTE,
    /** Hangs up on everybody in the middle of an operation. */
    DROPS,
    /** Ends every operation with {@code E_ACCESSDENIED} and messages. */
    FAILS
  }

  final ObjectExporter exporter;
  final GpmcDriver engine;
  final String dnsName;
  final Map<String, BackupStoreName> stores;
  final Catalogue catalogue;
  private final Map<UUID, ResultValue.Backup> backups = new LinkedHashMap<>();
  private final Map<UUID, ResultValue.StarterGpoBackup> starterBackups = new LinkedHashMap<>();
  private final NtlmAccount runAs;
  private final AtomicInteger operations = new AtomicInteger();
  final AtomicInteger cancels = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile Behaviour behaviour = Behaviour.WELL;

  /**
   * @param at where it listens; the resolver and activation at the given port
   * @param client who may call
   * @param runAs who it is when it calls back
   * @param stores backup stores by their folders as commands to GPMC name them
   */
  public GpmcServer(
      InetAddress at,
      int resolverPort,
      NtlmAccount client,
      NtlmAccount runAs,
      GpmcDriver engine,
      String dnsName,
      Catalogue catalogue,
      Map<String, BackupStoreName> stores,
      int leastMinorVersion,
      RpcLimits limits)
      throws IOException {
    this.runAs = runAs;
    this.engine = engine;
    this.dnsName = dnsName;
    this.catalogue = catalogue;
    this.stores = stores;
    this.exporter =
        new ObjectExporter(
            new ExporterSettings(
                at,
                0,
                resolverPort,
                List.of(at.getHostAddress()),
                0,
                0,
                List.of(client),
                "DC1",
                limits),
            Guid.ALL,
            made ->
                Optional.of(
                    new Activation(
                        made,
                        Guid.CLSID_GPM,
                        leastMinorVersion,
                        () -> behaviour != Behaviour.UNREGISTERED,
                        () -> new GpmObjects(this).gpm())));
  }

  public synchronized void behave(Behaviour how) {
    behaviour = how;
    notifyAll();
  }

  private synchronized void awaitNone(Set<Behaviour> of) {
    try {
      while (of.contains(behaviour)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The domain's name, which clients ask for to see whether the server lives. */
  String name() {
    asked.incrementAndGet();
    awaitNone(Set.of(Behaviour.MUTE));
    answered.incrementAndGet();
    return dnsName;
  }

  /** How often it was asked for a sign of life. */
  public int asked() {
    return asked.get();
  }

  /** How often it has given one. */
  public int answered() {
    return answered.get();
  }

  /** Objects that callers hold. */
  public String held() {
    return exporter.toString();
  }

  /** How often {@code Cancel} was called. */
  public int cancels() {
    return cancels.get();
  }

  public int connections() {
    return exporter.connections();
  }

  /** Operations that have not told their end. */
  public int running() {
    return running.get();
  }

  public int objectPort() {
    return exporter.objectPort();
  }

  public int resolverPort() {
    return exporter.resolverPort();
  }

  /** An operation that runs: how to cancel it. */
  record Started(AsyncCall call) {}

  /** Begins an operation and calls {@code Status} back until it has ended. */
  Started start(GpmcRequest request, ObjRef progress) throws DualObject.Status {
    BlockingQueue<ProgressStatus> steps = new LinkedBlockingQueue<>();
    AsyncCall call;
    try {
      call =
          engine.supported().contains(request.kind())
              ? engine.start(
                  request,
                  new OperationContext("server-" + operations.incrementAndGet()),
                  steps::add)
              : made(request);
    } catch (GpmcException e) {
      throw new DualObject.Status(e.hresult().code());
    }
    running.incrementAndGet();
    Thread.ofVirtual().start(() -> tell(request, call, steps, progress));
    return new Started(call);
  }

  /** Reports that the engine does not know: which one was asked for, and of what. */
  private static AsyncCall made(GpmcRequest request) {
    ReportType type =
        switch (request) {
          case GpmcRequest.ReportDomain r -> r.reportType();
          case GpmcRequest.ReportRsop r -> r.reportType();
          case GpmcRequest.ReportStarterGpo r -> r.reportType();
          case GpmcRequest.ReportStarterGpoBackup r -> r.reportType();
          default -> throw new IllegalStateException("the engine does not know " + request);
        };
    return new AsyncCall(
        () -> {},
        CompletableFuture.completedFuture(
            GpmcResult.succeeded(new ResultValue.Report(type, request.toString()), List.of())));
  }

  void remember(ResultValue.Backup backup) {
    synchronized (backups) {
      backups.put(backup.id(), backup);
    }
  }

  /** Those that were made here, the oldest first. */
  List<ResultValue.Backup> backups(BackupStoreName store) {
    synchronized (backups) {
      return backups.values().stream().filter(one -> one.backupStore().equals(store)).toList();
    }
  }

  void remember(ResultValue.StarterGpoBackup backup) {
    synchronized (starterBackups) {
      starterBackups.put(backup.id(), backup);
    }
  }

  List<ResultValue.StarterGpoBackup> starterBackups(BackupStoreName store) {
    synchronized (starterBackups) {
      return starterBackups.values().stream()
          .filter(one -> one.backupStore().equals(store))
          .toList();
    }
  }

  private void tell(
      GpmcRequest request, AsyncCall call, BlockingQueue<ProgressStatus> steps, ObjRef progress) {
    try (ProgressCaller caller = new ProgressCaller(progress, runAs)) {
      ProgressStatus last = new ProgressStatus(0, 1, "", List.of());
      while (!call.result().isDone() || !steps.isEmpty()) {
        ProgressStatus step = steps.poll(20, TimeUnit.MILLISECONDS);
        if (step != null && step.numerator() < step.denominator()) {
          last = step;
          caller.status(
              (int) step.numerator(),
              (int) step.denominator(),
              0,
              new Variant.Empty(),
              messages(step.messages()));
          if (behaviour == Behaviour.DROPS) {
            exporter.close();
            return;
          }
        }
      }
      GpmcResult result = call.result().join();
      awaitNone(Set.of(Behaviour.WAITS, Behaviour.MUTE));
      if (behaviour == Behaviour.HANGS) {
        return;
      }
      end(caller, request, last, result);
    } catch (IOException | MalformedException | InterruptedException e) {
      LOG.log(System.Logger.Level.WARNING, "The client could not be called back", e);
    } finally {
      running.decrementAndGet();
    }
  }

  private void end(
      ProgressCaller caller, GpmcRequest request, ProgressStatus last, GpmcResult result)
      throws IOException {
    int all = (int) last.denominator();
    Operations objects = new Operations(this);
    if (behaviour == Behaviour.FAILS) {
      List<StatusMessage> messages =
          List.of(
              new StatusMessage(
                  "CN=Policies",
                  io.gpmcworker.gpmc.HResult.E_ACCESSDENIED,
                  "Security",
                  "Account",
                  new io.gpmcworker.gpmc.HResult(0x00000042),
                  "Access is denied."));
      caller.status(
          (int) last.numerator(), all, 0x80070005, new Variant.Empty(), messages(messages));
      return;
    }
    boolean done = !result.overallStatus().failed();
    caller.status(
        done ? all : (int) last.numerator(),
        all,
        result.overallStatus().code(),
        result.value().map(value -> objects.variant(value, request)).orElseGet(Variant.Empty::new),
        messages(result.messages()));
  }

  private Optional<ObjRef> messages(List<StatusMessage> messages) {
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(new Operations(this).messages(messages));
  }

  @Override
  public void close() {
    behave(Behaviour.WELL);
    exporter.close();
  }
}
