package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.RestoreStarterGpo;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupInst;

/** {@code IGPMDomain2::RestoreStarterGPO}: with its GUID, into the domain that it came from. */
public final class RestoreStarterGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final RestoreStarterGpo request;
  private final StarterChange change;

  public RestoreStarterGpoOperation(
      DirectoryDomain domain, RestoreStarterGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.change = new StarterChange(domain, context);
  }

  /** One at a time in a domain: what it is called and whether it is there is looked at first. */
  @Override
  public Target target() {
    return Target.named("starter GPOs");
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    call.plan(1);
    StarterBackups.Content backup =
        new StarterBackups(domain.stores(), request.backupStore()).open(request.backup());
    BackupInst inst = backup.inst();
    String place =
        "backup " + Guids.braced(inst.id()) + " of " + BackupStores.label(request.backupStore());
    if (!inst.gpoDomain().equalsIgnoreCase(domain.dnsName())) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DOMAINNAME,
          "The %s is of domain %s; save its Starter GPO there and load it in %s."
              .formatted(place, inst.gpoDomain(), domain.dnsName()));
    }
    call.did("Checked the " + place);
    return change.write(inst.gpoGuid(), inst.gpoDisplayName(), backup.files(), place, call);
  }

  @Override
  public boolean isHere() throws GpmcException {
    return change.isHere();
  }

  @Override
  public Recovery recover() throws GpmcException {
    return change.recover();
  }
}
