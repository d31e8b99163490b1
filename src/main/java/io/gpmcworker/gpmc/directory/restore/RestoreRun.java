package io.gpmcworker.gpmc.directory.restore;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.HalfwayException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Restores backups, all of them or none: checks them all, lays all files ready, looks at the cancel
 * for the last time, and then changes the domain without looking up. What fails there is taken back
 * before the failure is told.
 */
final class RestoreRun {

  /** Steps for each GPO besides one for each file: checking it and changing it. */
  private static final int FIXED_STEPS = 2;

  private final DirectoryDomain domain;
  private final BackupStoreName storeName;
  private final OperationContext context;
  private final WorkFolder work;

  RestoreRun(DirectoryDomain domain, BackupStoreName storeName, OperationContext context) {
    this.domain = domain;
    this.storeName = storeName;
    this.context = context;
    this.work = new WorkFolder(domain.sysvol(), context.operationId());
  }

  /** Restores a backup. */
  ResultValue.Gpo restore(BackupInst backup, Call call) throws GpmcException {
    call.plan(FIXED_STEPS);
    return restore(List.of(plan(backup, call)), call).getFirst();
  }

  /** Restores the given backups. What cannot be restored by this driver is told of and left out. */
  List<ResultValue.Gpo> restoreAll(List<BackupInst> backups, Call call) throws GpmcException {
    call.plan((long) FIXED_STEPS * backups.size());
    List<RestorePlan> plans = new ArrayList<>();
    for (BackupInst backup : backups) {
      call.checkpoint();
      try {
        plans.add(plan(backup, call));
      } catch (GpmcException e) {
        if (!e.hresult().equals(HResult.ERROR_NOT_SUPPORTED)) {
          throw e;
        }
        call.plan(-FIXED_STEPS);
        call.tell(
            StatusMessage.about(
                Guids.braced(backup.gpoGuid()),
                e.hresult(),
                "GPO '%s' was left out: %s".formatted(backup.gpoDisplayName(), e.getMessage())));
      }
    }
    return restore(plans, call);
  }

  private RestorePlan plan(BackupInst inst, Call call) throws GpmcException {
    BackupFolder backup = domain.stores().read(storeName, inst.id());
    RestorePlan plan = RestorePlan.of(domain, backup, place(inst), call);
    call.plan(backup.payload().size());
    call.did("Checked the backup of GPO " + plan.label());
    return plan;
  }

  private List<ResultValue.Gpo> restore(List<RestorePlan> plans, Call call) throws GpmcException {
    try {
      undoAll();
      work.remove();
      work.removeOldMarkers();
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
    stageAll(plans, call);
    commitAll(plans, call);
    return plans.stream().map(RestoreRun::result).toList();
  }

  private String place(BackupInst inst) {
    return "backup " + Guids.braced(inst.id()) + " of " + BackupStores.label(storeName);
  }

  private static ResultValue.Gpo result(RestorePlan plan) {
    return new ResultValue.Gpo(
        plan.gpo(), plan.attributes().displayName(), plan.attributes().domain());
  }

  private void stageAll(List<RestorePlan> plans, Call call) throws GpmcException {
    try {
      for (RestorePlan plan : plans) {
        new GpoRestore(domain, work.ofGpo(plan.gpo()))
            .stage(plan, place(plan.backup().inst()), call);
      }
      call.checkpoint();
    } catch (IOException e) {
      removeQuietly(e);
      throw IoFailures.at(domain.sysvolLabel(), e);
    } catch (GpmcException e) {
      removeQuietly(e);
      throw e;
    }
  }

  private void commitAll(List<RestorePlan> plans, Call call) throws GpmcException {
    try {
      for (RestorePlan plan : plans) {
        new GpoRestore(domain, work.ofGpo(plan.gpo())).commit(plan);
        call.did("Restored GPO " + plan.label());
      }
      work.markDone(
          plans.stream()
              .map(plan -> Guids.braced(plan.gpo()) + " " + plan.attributes().displayName())
              .toList());
    } catch (IOException e) {
      throw undone(IoFailures.at(domain.sysvolLabel(), e));
    } catch (GpmcException e) {
      throw undone(e);
    } catch (RuntimeException e) {
      throw undone(
          new GpmcException(HResult.E_FAIL, "The restore has a fault (%s).".formatted(e), e));
    }
    removeQuietly(new IOException("the restore itself is done"));
  }

  /** The failure, after everything has been put back. */
  private GpmcException undone(GpmcException failure) throws HalfwayException {
    try {
      undoAll();
      work.remove();
      return failure;
    } catch (IOException | GpmcException e) {
      failure.addSuppressed(e);
      throw new HalfwayException(
          failure.hresult(),
          "%s It could not be undone either: %s What was there before is kept in %s of %s."
              .formatted(failure.getMessage(), e.getMessage(), work, domain.sysvolLabel()),
          failure);
    }
  }

  /** Puts back every GPO that has a journal. */
  private void undoAll() throws GpmcException, IOException {
    for (UUID gpo : work.gpos()) {
      Optional<RestoreJournal> journal = RestoreJournal.read(domain.sysvol(), work.ofGpo(gpo), gpo);
      if (journal.isPresent()) {
        GpoRestore.undo(domain, work.ofGpo(gpo), journal.get());
      }
    }
  }

  private void removeQuietly(Exception reason) {
    try {
      work.remove();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * What became of the restore: its marker says that it is done; its private folder that it was
   * not, and how to take it back; neither that it never came to change anything.
   *
   * @param result makes the operation's result of the GPOs restored
   */
  Recovery recover(Function<List<ResultValue.Gpo>, ResultValue> result) throws GpmcException {
    try {
      Optional<List<String>> done = work.done();
      if (done.isPresent()) {
        work.remove();
        return new Recovery.Completed(
            result.apply(done.get().stream().map(this::restored).toList()));
      }
      undoAll();
      work.remove();
      return new Recovery.NothingLeft();
    } catch (IOException e) {
      throw new GpmcException(
          IoFailures.at(domain.sysvolLabel(), e).hresult(),
          "Operation %s may have changed a GPO and could not be undone (%s). What was there before is kept in %s of %s."
              .formatted(context.operationId(), e.getMessage(), work, domain.sysvolLabel()),
          e);
    }
  }

  private ResultValue.Gpo restored(String line) {
    String[] parts = line.split(" ", 2);
    return new ResultValue.Gpo(
        Guids.parseBraced(parts[0]).orElseThrow(), parts[1], domain.dnsName());
  }
}
