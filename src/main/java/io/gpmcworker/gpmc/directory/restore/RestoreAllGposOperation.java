package io.gpmcworker.gpmc.directory.restore;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.RestoreAllGpos;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.change.ChangePlan;
import io.gpmcworker.gpmc.directory.change.ChangeRun;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupInst;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code Restore-GPO -All}: the latest backup of each GPO of this domain that the store holds, all
 * or none. Backups of other domains in the same store are passed over.
 */
public final class RestoreAllGposOperation implements Operation {

  private final DirectoryDomain domain;
  private final RestoreAllGpos request;
  private final RestorePlans plans;
  private final ChangeRun run;

  public RestoreAllGposOperation(
      DirectoryDomain domain, RestoreAllGpos request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.plans = new RestorePlans(domain, request.backupStore());
    this.run = new ChangeRun(domain, context, "Restored GPO");
  }

  @Override
  public Target target() {
    return Target.WHOLE_DOMAIN;
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    List<BackupInst> backups = backups();
    call.plan(backups.size());
    List<ChangePlan> plans = new ArrayList<>();
    for (BackupInst backup : backups) {
      call.checkpoint();
      plan(backup, call).ifPresent(plans::add);
    }
    return new ResultValue.Gpos(run.change(plans, call));
  }

  /** What cannot be restored by this driver is told of and left out. */
  private Optional<ChangePlan> plan(BackupInst backup, Call call) throws GpmcException {
    try {
      return Optional.of(plans.of(backup, call));
    } catch (GpmcException e) {
      if (!e.hresult().equals(HResult.ERROR_NOT_SUPPORTED)) {
        throw e;
      }
      call.plan(-1);
      call.tell(
          StatusMessage.about(
              Guids.braced(backup.gpoGuid()),
              e.hresult(),
              "GPO '%s' was left out: %s".formatted(backup.gpoDisplayName(), e.getMessage())));
      return Optional.empty();
    }
  }

  private List<BackupInst> backups() throws GpmcException {
    String store = BackupStores.label(request.backupStore());
    try {
      List<BackupInst> backups =
          domain.stores().open(request.backupStore()).latestOfAll().stream()
              .filter(backup -> backup.gpoDomain().equalsIgnoreCase(domain.dnsName()))
              .toList();
      if (backups.isEmpty()) {
        throw new GpmcException(
            HResult.ERROR_FILE_NOT_FOUND,
            "No backup of a GPO of %s could be found in %s.".formatted(domain.dnsName(), store));
      }
      return backups;
    } catch (IOException e) {
      throw IoFailures.at(store, e);
    }
  }

  @Override
  public boolean isHere() throws GpmcException {
    return run.isHere();
  }

  @Override
  public Recovery recover() throws GpmcException {
    return run.recover(ResultValue.Gpos::new);
  }
}
