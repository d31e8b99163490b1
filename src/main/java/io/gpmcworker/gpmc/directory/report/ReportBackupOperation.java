package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.ReportBackup;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;

/** {@code IGPMBackup::GenerateReport}: on what the backup holds, rendered anew. */
public final class ReportBackupOperation implements Operation {

  private final DirectoryDomain domain;
  private final ReportBackup request;

  public ReportBackupOperation(DirectoryDomain domain, ReportBackup request) {
    this.domain = domain;
    this.request = request;
  }

  @Override
  public Target target() throws GpmcException {
    return Target.gpo(domain.stores().select(request.backupStore(), request.backup()).gpoGuid());
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    ReportTexts.requireRendered(request.reportType());
    call.plan(2);
    BackupInst inst = domain.stores().select(request.backupStore(), request.backup());
    BackupFolder backup = domain.stores().read(request.backupStore(), inst.id());
    String place =
        "backup " + Guids.braced(inst.id()) + " of " + BackupStores.label(request.backupStore());
    call.did("Read " + place);
    call.checkpoint();
    ResultValue.Report report =
        new GpoReports(domain, call)
            .ofBackup(backup, domain.directory().accounts(), place, request.reportType());
    call.did("Wrote the report on " + place);
    return report;
  }

  @Override
  public Recovery recover() {
    return new Recovery.NothingLeft();
  }
}
