package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.CopyStarterGpo;
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
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.starter.StarterTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code IGPMStarterGPO::CopyTo}: a new Starter GPO with the settings of another. */
public final class CopyStarterGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final CopyStarterGpo request;
  private final StarterChange change;
  private final UUID newId;

  public CopyStarterGpoOperation(
      DirectoryDomain domain, CopyStarterGpo request, OperationContext context) {
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
    StarterGpos starters = new StarterGpos(domain);
    StarterGpo source = starters.get(request.starterGpo());
    if (starters.isNamed(request.targetName())) {
      throw new GpmcException(
          HResult.ERROR_ALREADY_EXISTS,
          "Domain %s has a Starter GPO '%s' already; choose another name for the copy."
              .formatted(domain.dnsName(), request.targetName()));
    }
    List<PlannedFile> files = renamed(starters.files(source));
    call.did("Read Starter GPO " + source.label());
    return change.write(newId, request.targetName(), files, domain.sysvolLabel(), call);
  }

  private List<PlannedFile> renamed(List<PlannedFile> files) throws GpmcException {
    try {
      StarterTemplate template =
          StarterGpos.template(files)
              .orElseThrow(() -> new MalformedPolicyException(StarterTemplate.NAME, "is missing"));
      byte[] renamed = template.of(newId, request.targetName());
      List<PlannedFile> copies = new ArrayList<>();
      for (PlannedFile file : files) {
        boolean isTemplate = file.path().key().equals(GpoPath.fold(StarterTemplate.NAME));
        copies.add(isTemplate ? PlannedFile.file(file.path(), renamed) : file);
      }
      return copies;
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
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
