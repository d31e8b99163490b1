package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.callback.ProgressCall;
import io.gpmcworker.gpmc.dcom.gpm.GpmResults;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComPointer;
import io.gpmcworker.gpmc.dcom.interop.ComSession;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import java.util.Optional;

/**
 * Reads the result of an operation: from the last {@code Status}, or where that holds none from
 * {@code IGPMResult}.
 */
final class ResultReader {

  private final Surroundings surroundings;
  private final GpmcRequest request;
  private final ComSession session;

  ResultReader(Surroundings surroundings, GpmcRequest request, ComSession session) {
    this.surroundings = surroundings;
    this.request = request;
    this.session = session;
  }

  ResultValue read(ProgressCall last, Optional<ComPointer> result) throws ComException {
    return switch (request) {
      case GpmcRequest.BackupGpo r -> backup(object(last, result), r.backupStore());
      case GpmcRequest.RestoreGpo r -> GpmResults.gpo(object(last, result));
      case GpmcRequest.ImportGpo r -> GpmResults.gpo(object(last, result));
      case GpmcRequest.CopyGpo r -> GpmResults.gpo(object(last, result));
      case GpmcRequest.ReportGpo r -> report(r.reportType(), last, result);
      case GpmcRequest.ReportBackup r -> report(r.reportType(), last, result);
      case GpmcRequest.ReportRsop r -> report(r.reportType(), last, result);
      case GpmcRequest.ReportDomain r -> report(r.reportType(), last, result);
      case GpmcRequest.ReportStarterGpo r -> report(r.reportType(), last, result);
      case GpmcRequest.ReportStarterGpoBackup r -> report(r.reportType(), last, result);
      case GpmcRequest.LoadStarterGpo r -> starterGpo(last, result);
      case GpmcRequest.RestoreStarterGpo r -> starterGpo(last, result);
      case GpmcRequest.CopyStarterGpo r -> starterGpo(last, result);
      case GpmcRequest.SaveStarterGpo r -> saved(r, last, result);
      case GpmcRequest.BackupStarterGpo r -> {
        GpmResults.StarterBackupMembers members = GpmResults.starterGpoBackup(object(last, result));
        yield new ResultValue.StarterGpoBackup(members.id(), members.starterGpo(), r.backupStore());
      }
      case GpmcRequest.BackupAllGpos r -> throw ComException.missing();
      case GpmcRequest.RestoreAllGpos r -> throw ComException.missing();
    };
  }

  private ComPointer object(ProgressCall last, Optional<ComPointer> result) throws ComException {
    if (last.result().dereferenced() instanceof Variant.Interface pointer
        && pointer.reference().isPresent()) {
      return session.adopt(pointer.reference().get());
    }
    Optional<ComPointer> found =
        result.isPresent() ? GpmResults.resultObject(result.get()) : Optional.empty();
    if (found.isEmpty()) {
      throw ComException.missing();
    }
    return found.get();
  }

  private String text(ProgressCall last, Optional<ComPointer> result) throws ComException {
    if (last.result().dereferenced() instanceof Variant.Text text) {
      return text.value();
    }
    Optional<String> found =
        result.isPresent() ? GpmResults.resultText(result.get()) : Optional.empty();
    if (found.isEmpty()) {
      throw ComException.missing();
    }
    return found.get();
  }

  private ResultValue report(ReportType type, ProgressCall last, Optional<ComPointer> result)
      throws ComException {
    return new ResultValue.Report(type, text(last, result));
  }

  private ResultValue starterGpo(ProgressCall last, Optional<ComPointer> result)
      throws ComException {
    return GpmResults.starterGpo(object(last, result), surroundings.dnsName());
  }

  /** {@code Save} hands out the GUID of what it saved. */
  private ResultValue saved(
      GpmcRequest.SaveStarterGpo saved, ProgressCall last, Optional<ComPointer> result)
      throws ComException {
    if (GpoName.parse(text(last, result)) instanceof GpoName.ById id) {
      return new ResultValue.StarterGpo(
          id.id(), saved.starterGpo().toString(), surroundings.dnsName());
    }
    throw ComException.missing();
  }

  /** GPMC does not tell how many files a backup has, nor their size: both are 0. */
  private static ResultValue backup(ComPointer object, BackupStoreName store) throws ComException {
    GpmResults.BackupMembers members = GpmResults.backup(object);
    return new ResultValue.Backup(
        members.id(), members.gpo(), store, members.time(), members.comment(), 0, 0);
  }
}
