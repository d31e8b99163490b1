package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.dcom.gpm.GpmResults;

/** Tells what a request touches, with a session of its own. */
public final class Lookup {

  private final Surroundings surroundings;

  /** Looks things up at the host of a domain. */
  public Lookup(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What a request touches.
   *
   * @throws GpmcException if the host does not answer, or there is no such GPO or backup
   */
  public Target target(GpmcRequest request) throws GpmcException {
    return switch (request) {
      case GpmcRequest.BackupGpo r -> gpo(r.gpo());
      case GpmcRequest.ReportGpo r -> gpo(r.gpo());
      case GpmcRequest.CopyGpo r -> Target.named(r.targetName());
      case GpmcRequest.ImportGpo r -> r.createIfNeeded() ? named(r.target()) : gpo(r.target());
      case GpmcRequest.RestoreGpo r -> backup(r);
      case GpmcRequest.ReportBackup r -> reading(r.backup());
      case GpmcRequest.ReportRsop r -> Target.named("rsop " + r.computer());
      case GpmcRequest.ReportDomain r -> Target.named("domain report");
      case GpmcRequest.LoadStarterGpo r -> starter(r.file().value());
      case GpmcRequest.SaveStarterGpo r -> starter(r.starterGpo().toString());
      case GpmcRequest.BackupStarterGpo r -> starter(r.starterGpo().toString());
      case GpmcRequest.RestoreStarterGpo r -> starter(r.backup().toString());
      case GpmcRequest.CopyStarterGpo r -> starter(r.targetName());
      case GpmcRequest.ReportStarterGpo r -> starter(r.starterGpo().toString());
      case GpmcRequest.ReportStarterGpoBackup r -> starter(r.backup().toString());
      case GpmcRequest.BackupAllGpos r -> Target.WHOLE_DOMAIN;
      case GpmcRequest.RestoreAllGpos r -> Target.WHOLE_DOMAIN;
    };
  }

  private static Target starter(String name) {
    return Target.named("starter " + name);
  }

  private static Target reading(BackupSelector backup) {
    return Target.named("backup " + backup);
  }

  private static Target named(GpoName name) {
    return switch (name) {
      case GpoName.ById id -> Target.gpo(id.id());
      case GpoName.ByDisplayName byName -> Target.named(byName.displayName());
    };
  }

  private Target gpo(GpoName name) throws GpmcException {
    return name instanceof GpoName.ById id
        ? Target.gpo(id.id())
        : surroundings.ask((gpm, domain) -> Target.gpo(GpmResults.gpo(domain.gpo(name)).id()));
  }

  private Target backup(GpmcRequest.RestoreGpo request) throws GpmcException {
    String folder = surroundings.folder(request.backupStore());
    return surroundings.ask((gpm, domain) ->
        Target.gpo(GpmResults.backup(gpm.backup(folder, request.backup())).gpo().id()));
  }
}
