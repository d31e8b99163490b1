package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.ReportStarterGpoBackup;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.report.GpoReports;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupInst;

/** {@code IGPMStarterGPOBackup::GenerateReport}: on what the backup holds. */
public final class ReportStarterGpoBackupOperation implements Operation {

  private final DirectoryDomain domain;
  private final ReportStarterGpoBackup request;

  public ReportStarterGpoBackupOperation(DirectoryDomain domain, ReportStarterGpoBackup request) {
    this.domain = domain;
    this.request = request;
  }

  private StarterBackups.Content open() throws GpmcException {
    return new StarterBackups(domain.stores(), request.backupStore()).open(request.backup());
  }

  @Override
  public Target target() throws GpmcException {
    return Target.gpo(open().inst().gpoGuid());
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    GpoReports.requireRendered(request.reportType());
    call.plan(2);
    StarterBackups.Content backup = open();
    BackupInst inst = backup.inst();
    String place =
        "backup " + Guids.braced(inst.id()) + " of " + BackupStores.label(request.backupStore());
    StarterInput input =
        new StarterInput(
            new StarterGpo(inst.gpoGuid(), inst.gpoDisplayName(), inst.gpoDomain()),
            backup.files(),
            place);
    call.did("Read " + place);
    call.checkpoint();
    ResultValue.Report report =
        new GpoReports(domain, call).ofStarter(input.read(call), request.reportType());
    call.did("Wrote the report on " + place);
    return report;
  }

  @Override
  public Recovery recover() {
    return new Recovery.NothingLeft();
  }
}
