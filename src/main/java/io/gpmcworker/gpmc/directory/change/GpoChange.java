package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.CancellableInput;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.gpmc.directory.ldap.GpoSnapshot;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpt.GptIni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
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
  private final SysvolPath work;

  /**
   * @param work the GPO's part of the operation's private folder
   */
  GpoChange(DirectoryDomain domain, SysvolPath work) throws GpmcException {
    this.sysvol = domain.sysvol();
    this.containers = domain.directory().gpos();
    this.work = work;
  }

  /** Copies the files into the private folder. Nobody sees anything of it yet. */
  void stage(ChangePlan plan, Call call) throws GpmcException, IOException {
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

  private static InputStream open(PlannedFile.Content content, String source, Call call)
      throws GpmcException {
    try {
      return new CancellableInput(content.open(), call, source);
    } catch (IOException e) {
      throw IoFailures.at(source, e);
    }
  }

  /**
   * Makes the change, in the order of MS-GPOL 3.3.5: the files, the directory's attributes with the
   * version, gpt.ini. Written down beforehand.
   */
  void commit(ChangePlan plan) throws GpmcException, IOException {
    SysvolPath folder = SysvolPath.ofGpo(plan.gpo());
    ChangeJournal journal = observe(plan, folder);
    sysvol.createFolder(work.resolve(OUTGOING));
    journal.write(sysvol, work);

    sysvol.createFolder(folder);
    for (String name : journal.oldNames()) {
      sysvol.rename(folder.resolve(name), work.resolve(OUTGOING).resolve(name));
    }
    for (String name : journal.newNames()) {
      sysvol.rename(work.resolve(INCOMING).resolve(name), folder.resolve(name));
    }
    if (journal.attributes().isPresent()) {
      containers.replace(plan.attributes());
    } else {
      containers.create(plan.attributes());
    }
    replaceGptIni(folder, gptIni(journal, plan.attributes().version()));
  }

  private ChangeJournal observe(ChangePlan plan, SysvolPath folder)
      throws GpmcException, IOException {
    Optional<GpoSnapshot> attributes = containers.snapshot(plan.gpo());
    SysvolPath gptIni = folder.resolve(GptIni.NAME);
    Optional<Bytes> gptIniBytes =
        sysvol.exists(gptIni)
            ? Optional.of(Bytes.of(SysvolTree.readSmall(sysvol, gptIni, GptIni.MAX_SIZE)))
            : Optional.empty();
    return new ChangeJournal(
        plan.gpo(),
        attributes,
        sysvol.exists(folder),
        gptIniBytes,
        names(folder),
        names(work.resolve(INCOMING)));
  }

  private List<String> names(SysvolPath folder) throws IOException {
    return sysvol.children(folder).stream()
        .map(SysvolEntry::path)
        .map(SysvolPath::name)
        .filter(name -> !name.equalsIgnoreCase(GptIni.NAME))
        .toList();
  }

  private void replaceGptIni(SysvolPath folder, byte[] content) throws IOException {
    SysvolTree.replace(sysvol, folder.resolve(GptIni.NAME), work.resolve(GptIni.NAME), content);
  }

  /** The file as it was with another version in it, so that what else is in it stays. */
  private static byte[] gptIni(ChangeJournal journal, GpoVersion version) {
    return journal
        .gptIni()
        .flatMap(GpoChange::parse)
        .map(before -> before.withVersion(version))
        .orElseGet(() -> GptIni.create(version))
        .toByteArray();
  }

  private static Optional<GptIni> parse(Bytes bytes) {
    try {
      return Optional.of(GptIni.read(bytes.toArray()));
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

  private void undo(ChangeJournal journal) throws GpmcException, IOException {
    SysvolPath folder = SysvolPath.ofGpo(journal.gpo());
    List<Exception> failures = new ArrayList<>();
    attempt(failures, () -> undoGptIni(journal, folder));
    attempt(failures, () -> undoAttributes(journal));
    attempt(failures, () -> undoFiles(journal, folder));
    if (!failures.isEmpty()) {
      Exception first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      switch (first) {
        case GpmcException failure -> throw failure;
        case IOException failure -> throw failure;
        default -> throw new IllegalStateException(first);
      }
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

  private void undoGptIni(ChangeJournal journal, SysvolPath folder) throws IOException {
    SysvolPath file = folder.resolve(GptIni.NAME);
    if (journal.gptIni().isEmpty()) {
      sysvol.delete(file);
      return;
    }
    byte[] before = journal.gptIni().get().toArray();
    boolean same =
        sysvol.exists(file)
            && Bytes.of(SysvolTree.readSmall(sysvol, file, GptIni.MAX_SIZE))
                .equals(Bytes.of(before));
    if (!same) {
      replaceGptIni(folder, before);
    }
  }

  private void undoAttributes(ChangeJournal journal) throws GpmcException, IOException {
    if (journal.attributes().isEmpty()) {
      containers.delete(journal.gpo());
    } else {
      containers.putBack(journal.attributes().get());
    }
  }

  /** Nothing new comes in before all that is old is out, so that what is missing here is there. */
  private void undoFiles(ChangeJournal journal, SysvolPath folder) throws IOException {
    SysvolPath incoming = work.resolve(INCOMING);
    SysvolPath outgoing = work.resolve(OUTGOING);
    for (String name : journal.newNames()) {
      if (!sysvol.exists(incoming.resolve(name))) {
        sysvol.rename(folder.resolve(name), incoming.resolve(name));
      }
    }
    for (String name : journal.oldNames()) {
      if (sysvol.exists(outgoing.resolve(name))) {
        sysvol.rename(outgoing.resolve(name), folder.resolve(name));
      }
    }
    if (!journal.folderExisted()) {
      sysvol.delete(folder);
    }
  }
}
