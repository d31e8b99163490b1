package io.gpmcworker.gpmc.directory.restore;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.change.ChangePlan;
import io.gpmcworker.gpmc.directory.change.ChangeRun;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.backup.BackupInst;
import java.util.List;

/**
 * {@code IGPMDomain::RestoreGPO}: into the GPO that was backed up, or creating it anew with its
 * GUID if it was deleted. Links are left as they are.
 */
public final class RestoreGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final RestoreGpo request;
  private final ChangeRun run;

  public RestoreGpoOperation(DirectoryDomain domain, RestoreGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.run = new ChangeRun(domain, context, "Restored GPO");
  }

  private BackupInst backup() throws GpmcException {
    return domain.stores().select(request.backupStore(), request.backup());
  }

  @Override
  public Target target() throws GpmcException {
    return Target.gpo(backup().gpoGuid());
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    call.plan(1);
    ChangePlan plan = new RestorePlans(domain, request.backupStore()).of(backup(), call);
    return run.change(List.of(plan), call).getFirst();
  }

  @Override
  public boolean isHere() throws GpmcException {
    return run.isHere();
  }

  @Override
  public Recovery recover() throws GpmcException {
    return run.recover(List::getFirst);
  }
}
