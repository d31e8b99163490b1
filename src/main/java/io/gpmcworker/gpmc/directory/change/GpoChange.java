package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.CancellableInput;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.gpmc.directory.ldap.GpoHalves;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpt.GptIni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes one GPO: laid ready with {@link #stage}, done with {@link #commit}, taken back with
 * {@link #undo}, which needs nothing but the journal.
 */
final class GpoChange {

  private static final String INCOMING = "new";
  private static final String OUTGOING = "old";

  private final Sysvol sysvol;
  private final GpoContainers containers;
  private final GpoHalves halves;
  private final SysvolPath work;

  /**
   * @param work the GPO's part of the operation's private folder
   */
  GpoChange(DirectoryDomain domain, SysvolPath work) throws GpmcException {
    this.sysvol = domain.sysvol();
    this.containers = domain.directory().gpos();
    this.halves = containers.halves();
    this.work = work;
  }

  /** Copies the files into the private folder. Nobody sees anything of it yet. */
  void stage(ChangePlan plan, Call call) throws GpmcException, IOException {
    stageObjects(plan);
    SysvolPath incoming = work.resolve(INCOMING);
    sysvol.createFolder(incoming);
    for (GpoSide side : GpoSide.values()) {
      sysvol.createFolder(incoming.resolve(side.folder()));
    }
    for (PlannedFile file : plan.files()) {
      call.checkpoint();
      SysvolPath copy = incoming.resolveAll(file.path().toString());
      if (file.content().isPresent()) {
        try (InputStream in = open(file.content().get(), plan.source(), call);
            OutputStream out = sysvol.write(copy)) {
          in.transferTo(out);
        }
      } else {
        sysvol.createFolder(copy);
      }
      call.did(file.path().toString());
    }
  }

  /** Those of a GPO that is not there have no place yet. */
  private void stageObjects(ChangePlan plan) throws GpmcException {
    if (!plan.objects().isEmpty() && containers.find(plan.gpo()).isPresent()) {
      halves.drop(plan.gpo());
      for (Map.Entry<GpoSide, List<DirectoryObject>> half : plan.objects().entrySet()) {
        halves.stage(plan.gpo(), half.getKey(), half.getValue());
      }
    }
  }

  private static InputStream open(PlannedFile.Content content, String source, Call call)
      throws GpmcException {
    try {
      return new CancellableInput(content.open(), call, source);
    } catch (IOException e) {
      throw IoFailures.at(source, e);
    }
  }

  /**
   * Makes the change, written down beforehand. The GPO's folder is swapped whole, gpt.ini in it, so
   * that no client sees a version without its files. As MS-GPOL 3.3.5 has it, gpt.ini shows the new
   * version only when the directory does; but the object of a GPO that was not there comes last,
   * for without it no client looks for the folder.
   */
  void commit(ChangePlan plan) throws GpmcException, IOException {
    SysvolPath folder = SysvolPath.ofGpo(plan.gpo());
    writeGptIni(folder, plan.attributes().version());
    ChangeJournal journal =
        new ChangeJournal(
            plan.gpo(),
            containers.snapshot(plan.gpo()),
            sysvol.exists(folder),
            plan.objects().keySet());
    journal.write(sysvol, work);

    if (journal.attributes().isPresent()) {
      for (GpoSide half : journal.halves()) {
        halves.swap(plan.gpo(), half);
      }
      containers.replace(plan.attributes());
      swapFolders(journal, folder);
    } else {
      swapFolders(journal, folder);
      containers.create(plan.attributes());
      for (Map.Entry<GpoSide, List<DirectoryObject>> half : plan.objects().entrySet()) {
        halves.add(plan.gpo(), half.getKey(), half.getValue());
      }
    }
  }

  private void swapFolders(ChangeJournal journal, SysvolPath folder) throws IOException {
    if (journal.folderExisted()) {
      sysvol.rename(folder, work.resolve(OUTGOING));
    } else {
      sysvol.createFolder(SysvolPath.POLICIES);
    }
    sysvol.rename(work.resolve(INCOMING), folder);
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
    try (OutputStream out = sysvol.write(work.resolve(INCOMING).resolve(GptIni.NAME))) {
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
      for (GpoSide half : journal.halves()) {
        halves.swapBack(journal.gpo(), half);
      }
    }
  }

  /**
   * The new folder comes in only when the old one is out, so what is where tells how far it got.
   */
  private void undoFiles(ChangeJournal journal, SysvolPath folder) throws IOException {
    if (!sysvol.exists(work.resolve(INCOMING))) {
      sysvol.rename(folder, work.resolve(INCOMING));
    }
    if (journal.folderExisted() && sysvol.exists(work.resolve(OUTGOING))) {
      sysvol.rename(work.resolve(OUTGOING), folder);
    }
  }
}
