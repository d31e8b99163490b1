package io.gpmcworker.gpmc.directory.backup;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.call.Right;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.BackupStaging;
import io.gpmcworker.policy.backup.BackupStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code Backup-GPO -All}: every GPO of the domain, several at a time, all published at once at the
 * end. A GPO that is damaged by itself is told of and left out, as the cmdlet does; what would hit
 * the next GPO as well, and a cancel, ends the whole operation without a trace.
 */
public final class BackupAllGposOperation implements Operation {

  private static final int AT_A_TIME = 8;

  /** Failures of reading that are one GPO's own. */
  private static final Set<HResult> OF_ONE_GPO =
      Set.of(
          HResult.ERROR_FILE_NOT_FOUND,
          HResult.ERROR_INVALID_DATA,
          HResult.E_ACCESSDENIED,
          HResult.ERROR_DS_NO_SUCH_OBJECT);

  private final DirectoryDomain domain;
  private final BackupAllGpos request;
  private final OperationContext context;

  public BackupAllGposOperation(
      DirectoryDomain domain, BackupAllGpos request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.context = context;
  }

  @Override
  public Target target() {
    return Target.WHOLE_DOMAIN;
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    BackupStore store = domain.stores().open(request.backupStore(), call);
    List<GpoContainer> gpos =
        domain.directory().gpos().all((id, dn, why) -> leaveOut(Guids.braced(id), dn, why, call));
    GpoBackup backup =
        new GpoBackup(
            domain,
            LiveGpoReader.ofMany(domain, call),
            request.backupStore(),
            request.comment(),
            call);
    try (BackupStaging staging = GpoBackup.stage(store, context)) {
      List<ResultValue.Backup> written =
          ParallelSteps.run(AT_A_TIME, gpos, gpo -> write(backup, gpo, staging, call)).stream()
              .flatMap(Optional::stream)
              .toList();
      if (written.isEmpty() && !gpos.isEmpty()) {
        throw new GpmcException(
            HResult.E_FAIL,
            "None of the %d GPOs could be backed up; the first reason: %s"
                .formatted(gpos.size(), call.messages().getFirst().message()));
      }
      backup.tellOfChanges();
      call.checkpoint();
      Right.check();
      staging.publish();
      return new ResultValue.Backups(written);
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(request.backupStore()), e);
    }
  }

  private Optional<ResultValue.Backup> write(
      GpoBackup backup, GpoContainer gpo, BackupStaging staging, Call call) throws GpmcException {
    call.checkpoint();
    LiveGpo read;
    try {
      read = backup.read(gpo);
    } catch (GpmcException e) {
      leaveOut(gpo.label(), gpo.dn(), e, call);
      return Optional.empty();
    }
    return Optional.of(backup.write(read, backupId(gpo.attributes().id()), staging));
  }

  private static void leaveOut(String label, String dn, GpmcException why, Call call)
      throws GpmcException {
    if (!OF_ONE_GPO.contains(why.hresult())) {
      throw why;
    }
    call.tell(
        StatusMessage.about(
            dn, why.hresult(), "GPO %s was left out: %s".formatted(label, why.getMessage())));
  }

  private UUID backupId(UUID gpo) {
    return NameUuid.of(NameUuid.BACKUPS, context.operationId() + "/" + Guids.braced(gpo));
  }

  /** All are published before the private folder goes: while it is there, they may not all be. */
  @Override
  public Recovery recover() throws GpmcException {
    BackupStore store = domain.stores().open(request.backupStore());
    try {
      boolean interrupted = store.stagedOperations().contains(context.operationId());
      List<UUID> published = new ArrayList<>();
      for (BackupInst inst : store.list()) {
        if (inst.id().equals(backupId(inst.gpoGuid()))) {
          published.add(inst.id());
        }
      }
      if (interrupted) {
        store.delete(published);
        store.discardStaging(context.operationId());
      }
      if (interrupted || published.isEmpty()) {
        return new Recovery.NothingLeft();
      }
      List<ResultValue.Backup> backups = new ArrayList<>();
      StoredBackups stored = new StoredBackups(domain.stores(), request.backupStore());
      for (UUID id : published) {
        backups.add(stored.describe(id));
      }
      return new Recovery.Completed(new ResultValue.Backups(backups));
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(request.backupStore()), e);
    }
  }
}
