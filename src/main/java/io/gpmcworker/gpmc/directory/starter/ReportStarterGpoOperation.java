package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.ReportStarterGpo;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.report.GpoReports;

/** {@code IGPMStarterGPO::GenerateReport}. */
public final class ReportStarterGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final ReportStarterGpo request;

  public ReportStarterGpoOperation(DirectoryDomain domain, ReportStarterGpo request) {
    this.domain = domain;
    this.request = request;
  }

  @Override
  public Target target() throws GpmcException {
    return Target.gpo(new StarterGpos(domain).get(request.starterGpo()).id());
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    GpoReports.requireRendered(request.reportType());
    call.plan(2);
    StarterGpos starters = new StarterGpos(domain);
    StarterGpo gpo = starters.get(request.starterGpo());
    StarterInput input = new StarterInput(gpo, starters.files(gpo), domain.sysvolLabel());
    call.did("Read Starter GPO " + gpo.label());
    call.checkpoint();
    ResultValue.Report report =
        new GpoReports(domain, call).ofStarter(input.read(call), request.reportType());
    call.did("Wrote the report on Starter GPO " + gpo.label());
    return report;
  }

  @Override
  public Recovery recover() {
    return new Recovery.NothingLeft();
  }
}
