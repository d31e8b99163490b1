package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.HalfwayException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.SysvolPermissions;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes one folder of SYSVOL what is planned, or leaves it as it was: what has no object in the
 * directory is changed by two renames.
 */
public final class FolderRun {

  private final DirectoryDomain domain;
  private final Sysvol sysvol;
  private final OperationContext context;
  private final WorkFolder work;

  public FolderRun(DirectoryDomain domain, OperationContext context) {
    this.domain = domain;
    this.context = context;
    this.sysvol = domain.sysvol();
    this.work = new WorkFolder(sysvol, context.operationId());
  }

  /**
   * What a folder shall hold.
   *
   * @param id what it belongs to
   * @param folder the folder
   * @param files every file and folder in it
   * @param source where they come from, for sentences
   * @param result a line that {@link #recover} gives back once all is done
   */
  public record Plan(
      UUID id, SysvolPath folder, List<PlannedFile> files, String source, String result) {
    public Plan {
      files = List.copyOf(files);
    }
  }

  /** Makes the folder what the plan says. A step is done for each file, and one for the folder. */
  public void change(Plan plan, Call call) throws GpmcException {
    call.plan(plan.files().size() + 1);
    SysvolPath part = work.ofGpo(plan.id());
    try {
      work.remove();
      work.tidy(context.over());
      work.prepare();
      Staging.copy(sysvol, part.resolve(WorkFolder.INCOMING), plan.files(), plan.source(), call);
      call.checkpoint();
    } catch (IOException e) {
      removeQuietly(e);
      throw IoFailures.at(domain.sysvolLabel(), e);
    } catch (GpmcException e) {
      removeQuietly(e);
      throw e;
    }
    try {
      sysvol.createFolder(SysvolPath.TOP.resolve(plan.folder().names().getFirst()));
      SysvolPermissions.inherit(sysvol, part.resolve(WorkFolder.INCOMING), plan.folder().parent());
      if (sysvol.exists(plan.folder())) {
        sysvol.rename(plan.folder(), part.resolve(WorkFolder.OUTGOING));
      }
      sysvol.rename(part.resolve(WorkFolder.INCOMING), plan.folder());
      work.markDone(List.of(plan.result()));
    } catch (IOException e) {
      throw undone(plan, IoFailures.at(domain.sysvolLabel(), e));
    }
    call.did("Wrote " + plan.folder().name());
    removeQuietly(new IOException("the change itself is done"));
  }

  private GpmcException undone(Plan plan, GpmcException failure) throws HalfwayException {
    try {
      work.unmark();
      undo(plan.id(), plan.folder());
      removeQuietly(failure);
      return failure;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw new HalfwayException(
          failure.hresult(),
          "%s It could not be undone either: %s. What was there before is kept in %s of %s."
              .formatted(failure.getMessage(), e.getMessage(), work, domain.sysvolLabel()),
          failure);
    }
  }

  /**
   * The new folder comes in only when the old one is out, so what is where tells how far it got.
   */
  private void undo(UUID id, SysvolPath folder) throws IOException {
    SysvolPath part = work.ofGpo(id);
    if (!sysvol.exists(part.resolve(WorkFolder.INCOMING)) && sysvol.exists(folder)) {
      sysvol.rename(folder, part.resolve(WorkFolder.INCOMING));
    }
    if (sysvol.exists(part.resolve(WorkFolder.OUTGOING))) {
      sysvol.rename(part.resolve(WorkFolder.OUTGOING), folder);
    }
  }

  private void removeQuietly(Exception reason) {
    try {
      work.remove();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
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
   * Takes back what a worker that died left half done.
   *
   * @param folderOf where the folder of an id is
   * @return the line of a change that was done; empty if nothing of it is left
   */
  public Optional<String> recover(FolderOf folderOf) throws GpmcException {
    try {
      work.takeOver();
      Optional<List<String>> done = work.done();
      if (done.isEmpty()) {
        for (UUID id : work.gpos()) {
          undo(id, folderOf.folder(id));
        }
      }
      work.remove();
      return done.map(List::getFirst);
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /** Where the folder of an id is. */
  @FunctionalInterface
  public interface FolderOf {
    SysvolPath folder(UUID id);
  }
}
