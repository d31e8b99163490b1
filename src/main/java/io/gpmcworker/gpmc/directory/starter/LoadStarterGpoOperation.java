package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.LoadStarterGpo;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.cabinet.Cabinet;
import io.gpmcworker.policy.starter.StarterTemplate;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** {@code IGPMDomain2::LoadStarterGPO}: a Starter GPO out of a cabinet. */
public final class LoadStarterGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final LoadStarterGpo request;
  private final StarterChange change;
  private final UUID newId;

  public LoadStarterGpoOperation(
      DirectoryDomain domain, LoadStarterGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.change = new StarterChange(domain, context);
    this.newId = NameUuid.of(NameUuid.GPOS, context.operationId());
  }

  /** One at a time in a domain: what it is called and whether it is there is looked at first. */
  @Override
  public Target target() {
    return Target.named("starter GPOs");
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    call.plan(1);
    String file = request.file().value();
    String place = BackupStores.label(request.backupStore());
    List<PlannedFile> files;
    StarterTemplate template;
    try {
      files =
          StarterGpos.unpack(
              domain.stores().readFile(request.backupStore(), file, Cabinet.MAX_SIZE), file);
      template = StarterGpos.template(files).orElseThrow();
    } catch (IOException e) {
      throw IoFailures.at(place, e);
    }
    call.did("Checked " + file);
    UUID id = template.id().orElse(newId);
    if (!request.overwrite() && new StarterGpos(domain).exists(id)) {
      throw new GpmcException(
          HResult.ERROR_ALREADY_EXISTS,
          "Domain %s has the Starter GPO %s already; overwrite it, or leave it."
              .formatted(domain.dnsName(), Guids.braced(id)));
    }
    return change.write(
        id, template.displayName().orElseGet(() -> Guids.braced(id)), files, place, call);
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
