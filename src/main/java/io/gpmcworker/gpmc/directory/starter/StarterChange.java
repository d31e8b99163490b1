package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.change.FolderRun;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An operation that puts a Starter GPO's folder in place, all of it or nothing. */
abstract class StarterChange implements Operation {

  final DirectoryDomain domain;
  private final FolderRun run;

  StarterChange(DirectoryDomain domain, OperationContext context) {
    this.domain = domain;
    this.run = new FolderRun(domain, context);
  }

  /** One at a time in a domain: what it is called and whether it is there is looked at first. */
  @Override
  public final Target target() {
    return Target.named("starter GPOs");
  }

  /**
   * Makes a Starter GPO what is given.
   *
   * @param source where its files come from, for sentences
   */
  final ResultValue.StarterGpo write(
      UUID id, String displayName, List<PlannedFile> files, String source, Call call)
      throws GpmcException {
    run.change(
        new FolderRun.Plan(
            id, StarterGpos.folder(id), files, source, GpoName.braced(id) + " " + displayName),
        call);
    return new ResultValue.StarterGpo(id, displayName, domain.dnsName());
  }

  @Override
  public final boolean isHere() throws GpmcException {
    return run.isHere();
  }

  @Override
  public final Recovery recover() throws GpmcException {
    Optional<String> done = run.recover(StarterGpos::folder);
    return done.isEmpty()
        ? new Recovery.NothingLeft()
        : new Recovery.Completed(changed(done.get()));
  }

  private ResultValue changed(String line) {
    String[] parts = line.split(" ", 2);
    return new ResultValue.StarterGpo(
        Guids.parseBraced(parts[0]).orElseThrow(), parts[1], domain.dnsName());
  }
}
