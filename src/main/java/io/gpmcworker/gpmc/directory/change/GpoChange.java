package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.SysvolPermissions;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.gpmc.directory.ldap.GpoHalves;
import io.gpmcworker.gpmc.directory.ldap.GpoPackages;
import io.gpmcworker.gpmc.directory.ldap.PackageChange;
import io.gpmcworker.gpmc.directory.ldap.PackageSnapshot;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes one GPO: laid ready with {@link #stage}, done with {@link #commit}, taken back with
 * {@link #undo}, which needs nothing but the journal.
 */
final class GpoChange {

  private final Sysvol sysvol;
  private final GpoContainers containers;
  private final GpoHalves halves;
  private final GpoPackages packages;
  private final SysvolPermissions permissions;
  private final SysvolPath work;
  private Optional<SecurityDescriptor> mirrored = Optional.empty();

  /**
   * @param work the GPO's part of the operation's private folder
   */
  GpoChange(DirectoryDomain domain, SysvolPath work) throws GpmcException {
    this.sysvol = domain.sysvol();
    this.containers = domain.directory().gpos();
    this.halves = containers.halves();
    this.packages = containers.packages();
    this.permissions = new SysvolPermissions(domain);
    this.work = work;
  }

  /**
   * Copies the files into the private folder. Nobody sees anything of it yet. The folder comes
   * first: it tells that there may be objects laid ready in the directory, too.
   */
  void stage(ChangePlan plan, Call call) throws GpmcException, IOException {
    sysvol.createFolder(work);
    stageObjects(plan);
    Staging.copy(sysvol, work.resolve(WorkFolder.INCOMING), plan.files(), plan.source(), call);
    mirrorBeforehand(plan);
  }

  /** What the directory will say can be foretold for a GPO that is there, and looked at later. */
  private void mirrorBeforehand(ChangePlan plan) throws GpmcException, IOException {
    Optional<GpoContainer> before = containers.find(plan.gpo());
    if (before.isPresent()) {
      SecurityDescriptor now = before.get().attributes().securityDescriptor();
      SecurityDescriptor planned = plan.attributes().securityDescriptor();
      SecurityDescriptor foretold =
          planned.dacl().isPresent()
              ? SecurityDescriptor.of(
                  planned.control(), now.owner(), now.group(), Optional.empty(), planned.dacl())
              : now;
      mirrored = permissions.ofFolder(foretold);
      if (mirrored.isPresent()) {
        permissions.set(work.resolve(WorkFolder.INCOMING), mirrored.get());
      }
    }
  }

  /** Gives the new files the permissions that the directory now holds. */
  private void mirror(UUID gpo, SysvolPath folder) throws GpmcException, IOException {
    SecurityDescriptor directory =
        containers.get(new GpoName.ById(gpo)).attributes().securityDescriptor();
    Optional<SecurityDescriptor> wanted = permissions.ofFolder(directory);
    if (wanted.isPresent() && wanted.equals(mirrored)) {
      permissions.setFile(folder.resolve(GptIni.NAME), wanted.get());
    } else if (wanted.isPresent()) {
      permissions.set(folder, wanted.get());
    }
  }

  /** Those of a GPO that is not there have no place yet. */
  private void stageObjects(ChangePlan plan) throws GpmcException {
    boolean changed = !plan.objects().isEmpty() || !plan.packages().isEmpty();
    if (changed && containers.find(plan.gpo()).isPresent()) {
      halves.drop(plan.gpo());
      for (Map.Entry<GpoSide, List<DirectoryObject>> half : plan.objects().entrySet()) {
        halves.stage(plan.gpo(), half.getKey(), half.getValue());
      }
      for (GpoSide half : plan.packages().keySet()) {
        packages.makeRoom(plan.gpo(), half);
      }
    }
  }

  /**
   * Makes the change, written down beforehand. The GPO's folder is swapped whole, gpt.ini in it, so
   * that no client sees a version without its files. As MS-GPOL 3.3.5 has it, gpt.ini shows the new
   * version only when the directory does; but the object of a GPO that was not there comes last,
   * for without it no client looks for the folder. The files have the directory's permissions when
   * they come into place; those of a new GPO get them when the directory has made its object.
   */
  void commit(ChangePlan plan) throws GpmcException, IOException {
    SysvolPath folder = SysvolPath.ofGpo(plan.gpo());
    writeGptIni(folder, plan.attributes().version());
    ChangeJournal journal =
        new ChangeJournal(
            plan.gpo(),
            containers.snapshot(plan.gpo()),
            sysvol.exists(folder),
            plan.objects().keySet(),
            packagesBefore(plan));
    journal.write(sysvol, work);

    if (journal.attributes().isPresent()) {
      for (GpoSide half : journal.halves()) {
        halves.swap(plan.gpo(), half);
      }
      for (Map.Entry<GpoSide, List<PackageChange>> half : plan.packages().entrySet()) {
        for (PackageChange change : half.getValue()) {
          packages.change(plan.gpo(), half.getKey(), change);
        }
      }
      containers.replace(plan.attributes());
      mirror(plan.gpo(), work.resolve(WorkFolder.INCOMING));
      swapFolders(journal, folder);
    } else {
      swapFolders(journal, folder);
      containers.create(plan.attributes());
      for (Map.Entry<GpoSide, List<DirectoryObject>> half : plan.objects().entrySet()) {
        halves.add(plan.gpo(), half.getKey(), half.getValue());
      }
      mirror(plan.gpo(), folder);
    }
  }

  private List<PackageSnapshot> packagesBefore(ChangePlan plan) throws GpmcException {
    List<PackageSnapshot> before = new ArrayList<>();
    for (Map.Entry<GpoSide, List<PackageChange>> half : plan.packages().entrySet()) {
      for (PackageChange change : half.getValue()) {
        before.add(packages.snapshot(plan.gpo(), half.getKey(), change.place()));
      }
    }
    return before;
  }

  private void swapFolders(ChangeJournal journal, SysvolPath folder) throws IOException {
    if (journal.folderExisted()) {
      sysvol.rename(folder, work.resolve(WorkFolder.OUTGOING));
    } else {
      sysvol.createFolder(SysvolPath.POLICIES);
    }
    sysvol.rename(work.resolve(WorkFolder.INCOMING), folder);
  }

  /** The file as it is with the new version in it, so that what else is in it stays. */
  private void writeGptIni(SysvolPath folder, GpoVersion version) throws IOException {
    SysvolPath before = folder.resolve(GptIni.NAME);
    GptIni gptIni =
        sysvol.exists(before)
            ? parse(SysvolTree.readSmall(sysvol, before, GptIni.MAX_SIZE))
                .map(ini -> ini.withVersion(version))
                .orElseGet(() -> GptIni.create(version))
            : GptIni.create(version);
    try (OutputStream out = sysvol.write(work.resolve(WorkFolder.INCOMING).resolve(GptIni.NAME))) {
      out.write(gptIni.toByteArray());
    }
  }

  private static Optional<GptIni> parse(byte[] bytes) {
    try {
      return Optional.of(GptIni.read(bytes));
    } catch (MalformedPolicyException e) {
      // A new one takes the place of a file that no client can read either.
      return Optional.empty();
    }
  }

  /**
   * Puts the GPO back as the journal says it was, from wherever {@link #commit} got to. Does as
   * much as it can before it fails; doing it again does no harm.
   */
  static void undo(DirectoryDomain domain, SysvolPath work, ChangeJournal journal)
      throws GpmcException, IOException {
    new GpoChange(domain, work).undo(journal);
  }

  /** The journal goes first when all is back: an undo that is tried again may find less here. */
  private void undo(ChangeJournal journal) throws GpmcException, IOException {
    SysvolPath folder = SysvolPath.ofGpo(journal.gpo());
    List<Exception> failures = new ArrayList<>();
    if (journal.attributes().isPresent()) {
      attempt(failures, () -> undoFiles(journal, folder));
      attempt(failures, () -> undoAttributes(journal));
    } else {
      attempt(failures, () -> undoAttributes(journal));
      attempt(failures, () -> undoFiles(journal, folder));
    }
    if (failures.isEmpty()) {
      ChangeJournal.discard(sysvol, work);
      return;
    }
    Exception first = failures.getFirst();
    failures.stream().skip(1).forEach(first::addSuppressed);
    switch (first) {
      case GpmcException failure -> throw failure;
      case IOException failure -> throw failure;
      default -> throw new IllegalStateException(first);
    }
  }

  /** A part of an undo. */
  @FunctionalInterface
  private interface Part {
    void run() throws GpmcException, IOException;
  }

  private static void attempt(List<Exception> failures, Part part) {
    try {
      part.run();
    } catch (GpmcException | IOException e) {
      failures.add(e);
    }
  }

  private void undoAttributes(ChangeJournal journal) throws GpmcException, IOException {
    if (journal.attributes().isEmpty()) {
      containers.delete(journal.gpo());
    } else {
      containers.putBack(journal.attributes().get());
      for (PackageSnapshot before : journal.packages()) {
        packages.putBack(journal.gpo(), before);
      }
      for (GpoSide half : journal.halves()) {
        halves.swapBack(journal.gpo(), half);
      }
    }
  }

  /**
   * The new folder comes in only when the old one is out, so what is where tells how far it got.
   */
  private void undoFiles(ChangeJournal journal, SysvolPath folder) throws IOException {
    if (!sysvol.exists(work.resolve(WorkFolder.INCOMING))) {
      sysvol.rename(folder, work.resolve(WorkFolder.INCOMING));
    }
    if (journal.folderExisted() && sysvol.exists(work.resolve(WorkFolder.OUTGOING))) {
      sysvol.rename(work.resolve(WorkFolder.OUTGOING), folder);
    }
  }
}
