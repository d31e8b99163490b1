package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.dcom.gpm.Gpm;
import io.gpmcworker.gpmc.dcom.gpm.GpmDomain;
import io.gpmcworker.gpmc.dcom.interop.ComCall;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComPointer;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.Optional;

/** The fifteen asynchronous methods: looks up what a request names, then calls its method. */
final class AsyncMethods {

  private static final int MIGRATION_TABLE_ONLY = 0x1;
  private static final int PROCESS_SECURITY = 0x2;
  private static final int VALIDATE_DC = 0;

  private final Gpm gpm;
  private final GpmDomain domain;
  private final Surroundings surroundings;

  AsyncMethods(Gpm gpm, GpmDomain domain, Surroundings surroundings) {
    this.gpm = gpm;
    this.domain = domain;
    this.surroundings = surroundings;
  }

  /**
   * A method that has been started.
   *
   * @param cancel {@code IGPMAsyncCancel}; empty for the two methods that hand none out
   * @param result {@code IGPMResult}, which may hold nothing yet
   */
  record Started(Optional<ComPointer> cancel, Optional<ComPointer> result) {}

  Started start(GpmcRequest request, ObjRef progress) throws ComException, GpmcException {
    return switch (request) {
      case GpmcRequest.BackupGpo r ->
          cancellable(
              domain
                  .gpo(r.gpo())
                  .method(27)
                  .in(surroundings.folder(r.backupStore()))
                  .in(r.comment()),
              progress);
      case GpmcRequest.RestoreGpo r ->
          cancellable(
              domain.pointer().method(12).in(backup(r.backup(), r.backupStore())).in(VALIDATE_DC),
              progress);
      case GpmcRequest.ImportGpo r -> importGpo(r, progress);
      case GpmcRequest.CopyGpo r -> copyGpo(r, progress);
      case GpmcRequest.ReportGpo r -> report(domain.gpo(r.gpo()), 29, r.reportType(), progress);
      case GpmcRequest.ReportBackup r ->
          report(backup(r.backup(), r.backupStore()), 15, r.reportType(), progress);
      case GpmcRequest.ReportRsop r ->
          report(gpm.loggedRsop(r.computer(), r.user()), 40, r.reportType(), progress);
      case GpmcRequest.ReportDomain r -> report(domain.third(), 23, r.reportType(), progress);
      case GpmcRequest.LoadStarterGpo r ->
          cancellable(
              domain.second().method(21).in(file(r.backupStore(), r.file())).in(r.overwrite()),
              progress);
      case GpmcRequest.SaveStarterGpo r -> saveStarterGpo(r, progress);
      case GpmcRequest.BackupStarterGpo r ->
          cancellable(
              domain
                  .starterGpo(r.starterGpo())
                  .method(22)
                  .in(surroundings.folder(r.backupStore()))
                  .in(r.comment()),
              progress);
      case GpmcRequest.RestoreStarterGpo r ->
          cancellable(
              domain.second().method(22).in(starterBackup(r.backup(), r.backupStore())), progress);
      case GpmcRequest.CopyStarterGpo r ->
          withoutCancel(
              domain.starterGpo(r.starterGpo()).method(23).inOptional(Optional.of(r.targetName())),
              progress);
      case GpmcRequest.ReportStarterGpo r ->
          withoutCancel(
              domain.starterGpo(r.starterGpo()).method(24).in(r.reportType().value()), progress);
      case GpmcRequest.ReportStarterGpoBackup r ->
          report(starterBackup(r.backup(), r.backupStore()), 16, r.reportType(), progress);
      case GpmcRequest.BackupAllGpos r -> throw overWholeDomain(r);
      case GpmcRequest.RestoreAllGpos r -> throw overWholeDomain(r);
    };
  }

  private static GpmcException overWholeDomain(GpmcRequest request) {
    return new GpmcException(
        HResult.ERROR_NOT_SUPPORTED,
        request.kind().wireName() + " is not supported by the dcom driver; ask for each GPO");
  }

  private Started importGpo(GpmcRequest.ImportGpo request, ObjRef progress)
      throws ComException, GpmcException {
    refusePreferences(request.mapPreferences());
    ComPointer backup = backup(request.backup(), request.backupStore());
    Optional<ComPointer> table = migrationTable(request.backupStore(), request.migrationTable());
    boolean create = request.createIfNeeded() && !domain.has(request.target());
    ComPointer target =
        create && request.target() instanceof GpoName.ByDisplayName name
            ? domain.createGpo(name.displayName())
            : domain.gpo(request.target());
    return cancellable(
        target
            .method(28)
            .in(request.migrationTableOnly() ? MIGRATION_TABLE_ONLY : 0)
            .in(backup)
            .inOptionalPointer(table),
        progress);
  }

  private static void refusePreferences(boolean asked) throws GpmcException {
    if (asked) {
      throw new GpmcException(
          HResult.ERROR_NOT_SUPPORTED,
          "GPMC does not map Preferences; leave mapPreferences out for this domain");
    }
  }

  private Started copyGpo(GpmcRequest.CopyGpo request, ObjRef progress)
      throws ComException, GpmcException {
    refusePreferences(request.mapPreferences());
    int flags =
        (request.migrationTableOnly() ? MIGRATION_TABLE_ONLY : 0)
            | (request.copyAcl() ? PROCESS_SECURITY : 0);
    Optional<ComPointer> table =
        request.backupStore().isPresent()
            ? migrationTable(request.backupStore().get(), request.migrationTable())
            : Optional.empty();
    ComPointer target = domain.pointer();
    if (request.targetDomain().isPresent()) {
      String dnsName = surroundings.domains().get(request.targetDomain().get());
      if (dnsName == null) {
        throw new GpmcException(
            HResult.ERROR_INVALID_DOMAINNAME,
            "The domain %s is not configured".formatted(request.targetDomain().get()));
      }
      target = gpm.domain(dnsName).pointer();
    }
    return cancellable(
        domain
            .gpo(request.source())
            .method(31)
            .in(flags)
            .in(target)
            .inOptional(Optional.of(request.targetName()))
            .inOptionalPointer(table),
        progress);
  }

  private Started saveStarterGpo(GpmcRequest.SaveStarterGpo request, ObjRef progress)
      throws ComException, GpmcException {
    return cancellable(
        domain
            .starterGpo(request.starterGpo())
            .method(21)
            .in(file(request.backupStore(), request.file()))
            .in(request.overwrite())
            .in(request.saveAsSystem())
            .inOptional(request.language())
            .inOptional(request.author())
            .inOptional(request.product())
            .inOptional(request.uniqueId())
            .inOptional(request.version()),
        progress);
  }

  private static Started report(ComPointer of, int slot, ReportType type, ObjRef progress)
      throws ComException {
    return cancellable(of.method(slot).in(type.value()), progress);
  }

  /** The common end of the parameters: progress, cancel, result. */
  private static Started cancellable(ComCall call, ObjRef progress) throws ComException {
    ComCall.Results results = call.inOwn(progress).outVariant().outPointer().invoke();
    return new Started(results.variantPointer(0), results.pointer(1));
  }

  /** Where the IDL declares the cancel pointer {@code [in]}, none comes back over a network. */
  private static Started withoutCancel(ComCall call, ObjRef progress) throws ComException {
    ComCall.Results results =
        call.inOwn(progress).inOptional(Optional.empty()).outPointer().invoke();
    return new Started(Optional.empty(), results.pointer(0));
  }

  private String file(BackupStoreName store, StoredFileName name) throws GpmcException {
    return surroundings.folder(store) + "\\" + name;
  }

  private Optional<ComPointer> migrationTable(BackupStoreName store, Optional<StoredFileName> table)
      throws ComException, GpmcException {
    return table.isPresent()
        ? Optional.of(gpm.migrationTable(file(store, table.get())))
        : Optional.empty();
  }

  private ComPointer backup(BackupSelector selector, BackupStoreName store)
      throws ComException, GpmcException {
    return gpm.backup(surroundings.folder(store), selector);
  }

  private ComPointer starterBackup(BackupSelector selector, BackupStoreName store)
      throws ComException, GpmcException {
    return gpm.starterGpoBackup(surroundings.folder(store), selector);
  }
}
