package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.AsyncProgress;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.backup.BackupAllGposOperation;
import io.gpmcworker.gpmc.directory.backup.BackupGpoOperation;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.HalfwayException;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.call.Right;
import io.gpmcworker.gpmc.directory.call.UncheckedGpmcException;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DomainControllers;
import io.gpmcworker.gpmc.directory.domain.DomainSource;
import io.gpmcworker.gpmc.directory.domain.ReportTemplates;
import io.gpmcworker.gpmc.directory.report.ReportBackupOperation;
import io.gpmcworker.gpmc.directory.report.ReportGpoOperation;
import io.gpmcworker.gpmc.directory.restore.RestoreAllGposOperation;
import io.gpmcworker.gpmc.directory.restore.RestoreGpoOperation;
import io.gpmcworker.gpmc.directory.starter.BackupStarterGpoOperation;
import io.gpmcworker.gpmc.directory.starter.CopyStarterGpoOperation;
import io.gpmcworker.gpmc.directory.starter.LoadStarterGpoOperation;
import io.gpmcworker.gpmc.directory.starter.ReportStarterGpoBackupOperation;
import io.gpmcworker.gpmc.directory.starter.ReportStarterGpoOperation;
import io.gpmcworker.gpmc.directory.starter.RestoreStarterGpoOperation;
import io.gpmcworker.gpmc.directory.starter.SaveStarterGpoOperation;
import io.gpmcworker.gpmc.directory.transfer.CopyGpoOperation;
import io.gpmcworker.gpmc.directory.transfer.ImportGpoOperation;
import io.gpmcworker.gpmc.directory.transfer.MigrationTables;
import io.gpmcworker.policy.migration.MigrationTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Does GPMC's operations itself: the directory over LDAP, SYSVOL as files. Each call runs on a
 * thread of its own.
 */
public final class DirectoryDriver implements GpmcDriver {

  private static final System.Logger LOG = System.getLogger(DirectoryDriver.class.getName());

  /** How long {@link #close} waits for calls to end after it has cancelled them. */
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private static final Set<OperationKind> SUPPORTED =
      Collections.unmodifiableSet(
          EnumSet.of(
              OperationKind.BACKUP_GPO,
              OperationKind.BACKUP_ALL_GPOS,
              OperationKind.RESTORE_GPO,
              OperationKind.RESTORE_ALL_GPOS,
              OperationKind.IMPORT_GPO,
              OperationKind.COPY_GPO,
              OperationKind.LOAD_STARTER_GPO,
              OperationKind.SAVE_STARTER_GPO,
              OperationKind.BACKUP_STARTER_GPO,
              OperationKind.RESTORE_STARTER_GPO,
              OperationKind.COPY_STARTER_GPO,
              OperationKind.REPORT_GPO,
              OperationKind.REPORT_BACKUP,
              OperationKind.REPORT_STARTER_GPO,
              OperationKind.REPORT_STARTER_GPO_BACKUP));

  private final DomainSource source;
  private final Function<String, Optional<GpmcDriver>> neighbours;
  private final Map<Call, CompletableFuture<GpmcResult>> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A driver that knows no other domain. */
  public DirectoryDriver(DirectoryDomainSettings settings, Map<BackupStoreName, Path> stores) {
    this(
        settings,
        stores,
        ReportTemplates.ofCentralStore(List.of()),
        name -> Optional.empty(),
        ControllerCalls.NOBODY);
  }

  /**
   * A driver that has not connected yet; it does so when first needed.
   *
   * @param settings the domain
   * @param stores the folders of the backup stores, by the names that commands use
   * @param templates what reports explain registry values by
   * @param neighbours the drivers of the configured domains, by name: a GPO can be copied there
   * @param calls is told of every call to a domain controller
   */
  public DirectoryDriver(
      DirectoryDomainSettings settings,
      Map<BackupStoreName, Path> stores,
      ReportTemplates templates,
      Function<String, Optional<GpmcDriver>> neighbours,
      ControllerCalls calls) {
    this(new DomainControllers(settings, new BackupStores(stores), templates, calls), neighbours);
  }

  DirectoryDriver(DirectoryDomain domain, Function<String, Optional<GpmcDriver>> neighbours) {
    this(DomainSource.of(domain), neighbours);
  }

  private DirectoryDriver(DomainSource source, Function<String, Optional<GpmcDriver>> neighbours) {
    this.source = source;
    this.neighbours = neighbours;
  }

  @Override
  public Set<OperationKind> supported() {
    return SUPPORTED;
  }

  @Override
  public Set<OperationKind> cancellable() {
    return SUPPORTED;
  }

  /** The operation on the domain controller that it will stay with. */
  private Operation operation(GpmcRequest request, OperationContext context) throws GpmcException {
    DirectoryDomain domain = source.pin();
    DomainSource changed = changed(request);
    return operation(request, context, domain, changed.equals(source) ? domain : changed.pin());
  }

  /**
   * @param domain what is read
   * @param changed what is changed; another domain only for a copy
   */
  private static Operation operation(
      GpmcRequest request,
      OperationContext context,
      DirectoryDomain domain,
      DirectoryDomain changed)
      throws GpmcException {
    return switch (request) {
      case GpmcRequest.BackupGpo backup -> new BackupGpoOperation(domain, backup, context);
      case GpmcRequest.BackupAllGpos backup -> new BackupAllGposOperation(domain, backup, context);
      case GpmcRequest.RestoreGpo restore -> new RestoreGpoOperation(domain, restore, context);
      case GpmcRequest.RestoreAllGpos restore ->
          new RestoreAllGposOperation(domain, restore, context);
      case GpmcRequest.ImportGpo imported -> new ImportGpoOperation(domain, imported, context);
      case GpmcRequest.CopyGpo copy -> new CopyGpoOperation(domain, changed, copy, context);
      case GpmcRequest.LoadStarterGpo load -> new LoadStarterGpoOperation(domain, load, context);
      case GpmcRequest.SaveStarterGpo save -> new SaveStarterGpoOperation(domain, save, context);
      case GpmcRequest.BackupStarterGpo backup ->
          new BackupStarterGpoOperation(domain, backup, context);
      case GpmcRequest.RestoreStarterGpo restore ->
          new RestoreStarterGpoOperation(domain, restore, context);
      case GpmcRequest.CopyStarterGpo copy -> new CopyStarterGpoOperation(domain, copy, context);
      case GpmcRequest.ReportGpo report -> new ReportGpoOperation(domain, report);
      case GpmcRequest.ReportBackup report -> new ReportBackupOperation(domain, report);
      case GpmcRequest.ReportStarterGpo report -> new ReportStarterGpoOperation(domain, report);
      case GpmcRequest.ReportStarterGpoBackup report ->
          new ReportStarterGpoBackupOperation(domain, report);
      default ->
          throw new GpmcException(
              HResult.ERROR_NOT_SUPPORTED,
              "The directory driver does not support %s.".formatted(request.kind().wireName()));
    };
  }

  /** Where the domain is from that a request changes. */
  private DomainSource changed(GpmcRequest request) throws GpmcException {
    Optional<String> name =
        request instanceof GpmcRequest.CopyGpo copy ? copy.targetDomain() : Optional.empty();
    if (name.isEmpty()) {
      return source;
    }
    Optional<GpmcDriver> driver = neighbours.apply(name.get());
    if (driver.isPresent() && driver.get() instanceof DirectoryDriver neighbour) {
      return neighbour.source;
    }
    throw new GpmcException(
        HResult.ERROR_INVALID_DOMAINNAME,
        driver.isEmpty()
            ? "There is no domain '%s' in the configuration; correct targetDomain."
                .formatted(name.get())
            : "Domain '%s' is served by another driver; a copy stays with one."
                .formatted(name.get()));
  }

  @Override
  public Target target(GpmcRequest request) throws GpmcException {
    return operation(request, new OperationContext("target")).target();
  }

  @Override
  public AsyncCall start(GpmcRequest request, OperationContext context, AsyncProgress progress)
      throws GpmcException {
    Call call = new Call(progress);
    CompletableFuture<GpmcResult> result = new CompletableFuture<>();
    running.put(call, result);
    if (closed) {
      running.remove(call);
      throw new GpmcException(HResult.E_ABORT, "The driver of this domain has been closed.");
    }
    // Not a virtual thread: rendering computes for long stretches, and those are not preempted.
    Thread.ofPlatform()
        .daemon()
        .name("gpmc-" + context.operationId())
        .start(() -> finish(call, result, run(request, context, call)));
    return new AsyncCall(call, result);
  }

  private void finish(Call call, CompletableFuture<GpmcResult> result, GpmcResult outcome) {
    running.remove(call);
    result.complete(outcome);
  }

  private GpmcResult run(GpmcRequest request, OperationContext context, Call call) {
    try {
      Operation operation = operation(request, context);
      call.checkpoint();
      return GpmcResult.succeeded(
          Right.during(context.held(), () -> operation.run(call)), call.messages());
    } catch (HalfwayException e) {
      return GpmcResult.failedHalfway(e.hresult(), sentence(e), call.messages());
    } catch (GpmcException e) {
      return GpmcResult.failed(e.hresult(), sentence(e), call.messages());
    } catch (UncheckedGpmcException e) {
      return GpmcResult.failed(e.failure().hresult(), sentence(e), call.messages());
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "The directory driver has a fault", e);
      return request.kind().effect() == OperationKind.Effect.READS
          ? GpmcResult.failed(HResult.E_FAIL, fault(e), call.messages())
          : GpmcResult.failedHalfway(HResult.E_FAIL, fault(e), call.messages());
    }
  }

  private static String sentence(Exception failure) {
    return String.valueOf(failure.getMessage());
  }

  private static String fault(Throwable fault) {
    return "The directory driver has a fault (%s); its log tells more.".formatted(fault);
  }

  @Override
  public Recovery recover(GpmcRequest request, OperationContext context) {
    try {
      Operation operation = again(request, context);
      return Right.during(context.held(), operation::recover);
    } catch (GpmcException e) {
      return new Recovery.Unknown(
          "What the operation left could not be examined: " + e.getMessage());
    }
  }

  /** The operation where it was. What only reads leaves nothing on a domain controller. */
  private Operation again(GpmcRequest request, OperationContext context) throws GpmcException {
    if (request.kind().effect() == OperationKind.Effect.READS) {
      return operation(request, context);
    }
    DomainSource changed = changed(request);
    return new ControllerOfChange(changed)
        .find(domain ->
            operation(request, context, changed.equals(source) ? domain : source.pin(), domain));
  }

  /**
   * A migration table of what GPOs name, as they are now.
   *
   * @param preferences whether what Preferences name counts, which GPMC does not map
   * @throws GpmcException if a GPO is not there or cannot be read
   */
  public MigrationTable migrationTable(List<GpoName> gpos, boolean preferences)
      throws GpmcException {
    return MigrationTables.generate(source.pin(), gpos, preferences);
  }

  @Override
  public void examine(Examination examination) {
    source.examine(examination);
  }

  @Override
  public void close() {
    closed = true;
    running.keySet().forEach(Call::cancel);
    try {
      CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
          .get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(System.Logger.Level.WARNING, "Calls still run while the driver closes", e);
    }
    source.close();
  }
}
