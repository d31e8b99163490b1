package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.gpm.Gpm;
import io.gpmcworker.gpmc.dcom.gpm.GpmDomain;
import io.gpmcworker.gpmc.dcom.gpm.GpmResults;
import io.gpmcworker.gpmc.dcom.interop.ComException;

/**
 * What can be said of an operation whose worker is gone. GPMC keeps no record of who asked for what
 * and may still be at work, so of all but a report the outcome stays unknown; what is there now is
 * told, for whoever has to decide.
 */
public final class Aftermath {

  private final Surroundings surroundings;

  /** Looks at the host of a domain. */
  public Aftermath(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What is known. Asks the host where that helps. */
  public Recovery of(GpmcRequest request) {
    if (request.kind().isReport()) {
      return new Recovery.NothingLeft();
    }
    String begun =
        "GPMC on %s was asked for %s when the worker was lost, and does not tell what became of it."
            .formatted(surroundings.host().host(), request.kind().method());
    try {
      return new Recovery.Unknown(begun + " " + seen(request));
    } catch (GpmcException e) {
      return new Recovery.Unknown(
          "%s It could not be asked what is there now (%s); check %s."
              .formatted(begun, e.getMessage(), subject(request)));
    }
  }

  private String seen(GpmcRequest request) throws GpmcException {
    return switch (request) {
      case GpmcRequest.BackupGpo r -> latest(r.gpo(), r.backupStore());
      case GpmcRequest.ImportGpo r -> gpo(r.target());
      case GpmcRequest.CopyGpo r ->
          r.targetDomain().isEmpty()
              ? gpo(new GpoName.ByDisplayName(r.targetName()))
              : check(request);
      default -> check(request);
    };
  }

  private static String check(GpmcRequest request) {
    return "Check %s.".formatted(subject(request));
  }

  private String latest(GpoName gpo, BackupStoreName store) throws GpmcException {
    String folder = surroundings.folder(store);
    return surroundings.ask((gpm, domain) -> latest(gpm, gpo, store, folder));
  }

  private static String latest(Gpm gpm, GpoName gpo, BackupStoreName store, String folder)
      throws ComException, GpmcException {
    try {
      GpmResults.BackupMembers found =
          GpmResults.backup(gpm.backup(folder, new BackupSelector.LatestOf(gpo)));
      return ("The latest backup of GPO %s in store %s is %s of %s, with the comment '%s': if it is"
              + " not this one, back up again.")
          .formatted(gpo, store, GpoName.braced(found.id()), found.time(), found.comment());
    } catch (GpmcException e) {
      if (e.hresult().equals(HResult.ERROR_FILE_NOT_FOUND)) {
        return "Store %s holds no backup of GPO %s that is listed; look again before a new one is made."
            .formatted(store, gpo);
      }
      throw e;
    }
  }

  private String gpo(GpoName name) throws GpmcException {
    return surroundings.ask((gpm, domain) -> gpo(domain, name));
  }

  private static String gpo(GpmDomain domain, GpoName name) throws ComException, GpmcException {
    if (!domain.has(name)) {
      return "There is no GPO %s now.".formatted(name);
    }
    ResultValue.Gpo found = GpmResults.gpo(domain.gpo(name));
    return "GPO %s %s is there; compare a report of it with what was asked for."
        .formatted(found.displayName(), GpoName.braced(found.id()));
  }

  private static String subject(GpmcRequest request) {
    return switch (request) {
      case GpmcRequest.BackupGpo r -> "the backups in store " + r.backupStore();
      case GpmcRequest.RestoreGpo r -> subject(r.backup());
      case GpmcRequest.ImportGpo r -> "GPO " + r.target();
      case GpmcRequest.CopyGpo r -> "GPO " + r.targetName();
      case GpmcRequest.SaveStarterGpo r ->
          "the file %s in store %s".formatted(r.file(), r.backupStore());
      case GpmcRequest.BackupStarterGpo r -> "the backups in store " + r.backupStore();
      case GpmcRequest.CopyStarterGpo r -> "Starter GPO " + r.targetName();
      default -> "the Starter GPOs of the domain";
    };
  }

  private static String subject(BackupSelector backup) {
    return switch (backup) {
      case BackupSelector.ById id ->
          "the GPO of backup %s against a report of that backup".formatted(id);
      case BackupSelector.LatestOf(GpoName gpo) ->
          "GPO %s against a report of its latest backup".formatted(gpo);
    };
  }
}
