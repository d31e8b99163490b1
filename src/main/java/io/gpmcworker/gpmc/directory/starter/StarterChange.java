package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.change.FolderRun;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts a Starter GPO's folder in place, all of it or nothing. */
final class StarterChange {

  private final DirectoryDomain domain;
  private final FolderRun run;

  StarterChange(DirectoryDomain domain, OperationContext context) {
    this.domain = domain;
    this.run = new FolderRun(domain, context);
  }

  /**
   * Makes a Starter GPO what is given.
   *
   * @param source where its files come from, for sentences
   */
  ResultValue.StarterGpo write(
      UUID id, String displayName, List<PlannedFile> files, String source, Call call)
      throws GpmcException {
    run.change(
        new FolderRun.Plan(
            id, StarterGpos.folder(id), files, source, GpoName.braced(id) + " " + displayName),
        call);
    return new ResultValue.StarterGpo(id, displayName, domain.dnsName());
  }

  /** Whether there is anything of it on this domain controller. */
  boolean isHere() throws GpmcException {
    return run.isHere();
  }

  /** What became of a change whose worker died. */
  Recovery recover() throws GpmcException {
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
