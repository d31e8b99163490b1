package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.HalfwayException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Changes GPOs, all of them or none: lays all files ready, looks at the cancel for the last time,
 * and then changes the domain without looking up. What fails there is taken back before the failure
 * is told.
 */
public final class ChangeRun {

  private static final System.Logger LOG = System.getLogger(ChangeRun.class.getName());

  /** How often an undo is tried: what broke a connection is often over with the next one. */
  private static final int TRIES = 3;

  private final DirectoryDomain domain;
  private final OperationContext context;
  private final String did;
  private final WorkFolder work;

  /**
   * @param domain the domain that is changed
   * @param did what has been done when a GPO has been changed, for people: "Restored GPO"
   */
  public ChangeRun(DirectoryDomain domain, OperationContext context, String did) {
    this.domain = domain;
    this.context = context;
    this.did = did;
    this.work = new WorkFolder(domain.sysvol(), context.operationId());
  }

  /** What is still to be looked at when all files are ready and nothing is changed yet. */
  @FunctionalInterface
  public interface LastLook {
    /**
     * Looks.
     *
     * @throws GpmcException if the change shall not be made
     */
    void look() throws GpmcException;
  }

  /** Makes the GPOs what the plans say. A step for each GPO and each file of it is done. */
  public List<ResultValue.Gpo> change(List<ChangePlan> plans, Call call) throws GpmcException {
    return change(plans, call, () -> {});
  }

  /** As {@link #change(List, Call)}, with a last look before anything is changed. */
  public List<ResultValue.Gpo> change(List<ChangePlan> plans, Call call, LastLook last)
      throws GpmcException {
    call.plan(plans.stream().mapToLong(plan -> plan.files().size() + 1).sum());
    try {
      if (work.takeOver()) {
        undoAll();
        remove();
      }
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
    work.tidy(context.over());
    stageAll(plans, call, last);
    commitAll(plans, call);
    return plans.stream().map(ChangePlan::asResult).toList();
  }

  private void stageAll(List<ChangePlan> plans, Call call, LastLook last) throws GpmcException {
    try {
      work.prepare();
      for (ChangePlan plan : plans) {
        new GpoChange(domain, work.ofGpo(plan.gpo())).stage(plan, call);
      }
      last.look();
      call.checkpoint();
    } catch (IOException e) {
      removeQuietly();
      throw IoFailures.at(domain.sysvolLabel(), e);
    } catch (GpmcException e) {
      removeQuietly();
      throw e;
    }
  }

  private void commitAll(List<ChangePlan> plans, Call call) throws GpmcException {
    try {
      for (ChangePlan plan : plans) {
        new GpoChange(domain, work.ofGpo(plan.gpo())).commit(plan);
        call.did(did + " " + plan.label());
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
          new GpmcException(HResult.E_FAIL, "The change has a fault (%s).".formatted(e), e));
    }
    removeQuietly();
  }

  /** The failure, after everything has been put back. */
  private GpmcException undone(GpmcException failure) throws HalfwayException {
    for (int tries = TRIES; ; tries--) {
      try {
        work.unmark();
        undoAll();
        removeQuietly();
        return failure;
      } catch (IOException | GpmcException e) {
        failure.addSuppressed(e);
        if (tries == 1) {
          throw new HalfwayException(
              failure.hresult(),
              "%s It could not be undone either: %s What was there before is kept in %s of %s."
                  .formatted(failure.getMessage(), e.getMessage(), work, domain.sysvolLabel()),
              failure);
        }
      }
    }
  }

  /** Puts back every GPO that has a journal. */
  private void undoAll() throws GpmcException, IOException {
    for (UUID gpo : work.gpos()) {
      Optional<ChangeJournal> journal = ChangeJournal.read(domain.sysvol(), work.ofGpo(gpo), gpo);
      if (journal.isPresent()) {
        GpoChange.undo(domain, work.ofGpo(gpo), journal.get());
      }
    }
  }

  /** What even so stays goes when a later change tidies up. */
  private void removeQuietly() {
    for (int tries = TRIES; ; tries--) {
      try {
        remove();
        return;
      } catch (IOException | GpmcException e) {
        if (tries == 1) {
          LOG.log(
              System.Logger.Level.WARNING,
              "{0} stays until a later change in this domain removes it: {1}",
              work,
              e.getMessage());
          return;
        }
      }
    }
  }

  /** Removes what was laid ready and what was taken out, in the directory and in SYSVOL. */
  private void remove() throws GpmcException, IOException {
    for (UUID gpo : work.gpos()) {
      domain.directory().gpos().halves().drop(gpo);
    }
    work.remove();
  }

  /** Whether there is anything of the change in this domain controller's SYSVOL. */
  public boolean isHere() throws GpmcException {
    try {
      return work.isHere();
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /**
   * What became of the change: its marker says that it is done; its private folder that it was not,
   * and how to take it back; neither that it never came to change anything.
   *
   * @param result makes the operation's result of the GPOs changed
   */
  public Recovery recover(Function<List<ResultValue.Gpo>, ResultValue> result)
      throws GpmcException {
    try {
      work.takeOver();
      Optional<List<String>> done = work.done();
      if (done.isPresent()) {
        removeQuietly();
        return new Recovery.Completed(
            result.apply(done.get().stream().map(this::changed).toList()));
      }
      undoAll();
      removeQuietly();
      return new Recovery.NothingLeft();
    } catch (IOException e) {
      throw new GpmcException(
          IoFailures.at(domain.sysvolLabel(), e).hresult(),
          "Operation %s may have changed a GPO and could not be undone (%s). What was there before is kept in %s of %s."
              .formatted(context.operationId(), e.getMessage(), work, domain.sysvolLabel()),
          e);
    }
  }

  private ResultValue.Gpo changed(String line) {
    String[] parts = line.split(" ", 2);
    return new ResultValue.Gpo(
        Guids.parseBraced(parts[0]).orElseThrow(), parts[1], domain.dnsName());
  }
}
