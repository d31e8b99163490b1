package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.BackupStarterGpo;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainInfo;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.cabinet.Cabinet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** {@code IGPMStarterGPO::Backup}. The backup appears in the store whole or not at all. */
public final class BackupStarterGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final BackupStarterGpo request;
  private final UUID backupId;

  public BackupStarterGpoOperation(
      DirectoryDomain domain, BackupStarterGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.backupId = NameUuid.of(NameUuid.BACKUPS, context.operationId());
  }

  @Override
  public Target target() throws GpmcException {
    return Target.gpo(new StarterGpos(domain).get(request.starterGpo()).id());
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    call.plan(2);
    StarterGpos starters = new StarterGpos(domain);
    StarterGpo gpo = starters.get(request.starterGpo());
    Cabinet cabinet = starters.pack(gpo);
    DomainInfo info = domain.directory().info();
    call.did("Read Starter GPO " + gpo.label());
    call.checkpoint();
    BackupInst inst =
        new BackupInst(
            gpo.id(),
            info.dnsName(),
            Optional.of(info.guid()),
            info.controller(),
            Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
            backupId,
            request.comment(),
            gpo.displayName());
    new StarterBackups(domain.stores(), request.backupStore(), call).write(inst, cabinet);
    call.did("Wrote the backup of Starter GPO " + gpo.label());
    return result(inst);
  }

  private ResultValue result(BackupInst inst) {
    return new ResultValue.StarterGpoBackup(
        inst.id(),
        new ResultValue.StarterGpo(inst.gpoGuid(), inst.gpoDisplayName(), inst.gpoDomain()),
        request.backupStore());
  }

  @Override
  public Recovery recover() throws GpmcException {
    Optional<BackupInst> written =
        new StarterBackups(domain.stores(), request.backupStore()).find(backupId);
    return written.isEmpty()
        ? new Recovery.NothingLeft()
        : new Recovery.Completed(result(written.get()));
  }
}
