package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.ReportGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import java.util.UUID;

/** {@code IGPMGPO::GenerateReport}. */
public final class ReportGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final ReportGpo request;

  public ReportGpoOperation(DirectoryDomain domain, ReportGpo request) {
    this.domain = domain;
    this.request = request;
  }

  @Override
  public Target target() throws GpmcException {
    return switch (request.gpo()) {
      case GpoName.ById(UUID id) -> Target.gpo(id);
      case GpoName.ByDisplayName name ->
          Target.gpo(domain.directory().gpos().get(name).attributes().id());
    };
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    ReportTexts.requireRendered(request.reportType());
    call.plan(2);
    LiveGpo gpo =
        new LiveGpoReader(domain, call).read(domain.directory().gpos().get(request.gpo()));
    call.did("Read GPO " + gpo.container().label());
    call.checkpoint();
    ResultValue.Report report =
        new GpoReports(domain, call)
            .ofGpo(gpo, domain.directory().accounts(), request.reportType());
    call.did("Wrote the report on GPO " + gpo.container().label());
    return report;
  }

  @Override
  public Recovery recover() {
    return new Recovery.NothingLeft();
  }
}
