package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.security.FileAcl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change's private folder in SYSVOL, beside the GPOs so that files move in and out by renaming.
 * It holds, for each GPO, what comes in, what went out and the journal. When all is done a small
 * marker takes its place, so that a later worker can tell that it is done.
 */
final class WorkFolder {

  private static final SysvolPath TOP = SysvolPath.TOP.resolve("~gpmc-worker");
  private static final SysvolPath DONE = TOP.resolve("done");
  private static final Period MARKERS_KEPT = Period.ofDays(30);
  private static final int MAX_MARKER = 16 << 20;
  private static final int UUID_LENGTH = 36;

  /** The name that a change gives its folder; behind it, how often the change was taken over. */
  private static final Pattern FOLDER =
      Pattern.compile("(.+_[0-9a-f-]{" + UUID_LENGTH + "})(?:\\.([1-9][0-9]{0,8}))?");

  private static final System.Logger LOG = System.getLogger(WorkFolder.class.getName());

  /** In a GPO's part: what comes in. */
  static final String INCOMING = "new";

  /** In a GPO's part: what went out. */
  static final String OUTGOING = "old";

  private final Sysvol sysvol;
  private final String name;
  private int takenOver;

  WorkFolder(Sysvol sysvol, String operationId) {
    this.sysvol = sysvol;
    this.name = name(operationId);
  }

  /**
   * The id for people and for {@link #tidy}; the UUID because names in SYSVOL are compared without
   * regard to case, and ids are not.
   */
  private static String name(String operationId) {
    return operationId + "_" + NameUuid.of(NameUuid.CHANGES, operationId);
  }

  /** The operation that a folder of a name is of; empty for what is none of ours. */
  private static Optional<String> operationOf(String name) {
    int end = name.length() - UUID_LENGTH - 1;
    return end > 0
        ? Optional.of(name.substring(0, end)).filter(id -> name(id).equals(name))
        : Optional.empty();
  }

  private SysvolPath folder() {
    return folder(takenOver);
  }

  private SysvolPath folder(int takenOver) {
    return TOP.resolve(takenOver == 0 ? name : name + "." + takenOver);
  }

  /** How often the change was taken over when its folders got their names; empty if it has none. */
  private NavigableSet<Integer> folders() throws IOException {
    NavigableSet<Integer> folders = new TreeSet<>();
    for (SysvolEntry entry : sysvol.children(TOP)) {
      Matcher matcher = FOLDER.matcher(entry.path().name());
      if (matcher.matches() && name.equals(matcher.group(1))) {
        String number = matcher.group(2);
        folders.add(number == null ? 0 : Integer.parseInt(number));
      }
    }
    return folders;
  }

  /**
   * Gives the folder a name that the worker before does not know. That one may only be paused, on
   * its way to one last step: to move a GPO's folder in here, where it would be removed with the
   * rest once all is back; to move one out of here; to write the marker. Where the way is not there
   * any more, the step fails. So this comes before anything is looked at.
   *
   * <p>Servers refuse to rename a folder that holds an open file. Then it keeps its name, and the
   * change is taken back where it is.
   *
   * @return whether there is anything of the change but its marker
   */
  boolean takeOver() throws IOException {
    NavigableSet<Integer> folders = folders();
    if (folders.isEmpty()) {
      return false;
    }
    int before = folders.last();
    takenOver = before + 1;
    try {
      sysvol.rename(folder(before), folder());
    } catch (IOException e) {
      if (!sysvol.exists(folder())) {
        takenOver = before;
        LOG.log(System.Logger.Level.INFO, "{0} keeps its name: {1}", this, e.getMessage());
      }
    }
    return true;
  }

  /**
   * Makes the folder that all changes share one that only administrators and the worker can look
   * into: what is laid ready there may be for few.
   */
  void prepare() throws IOException {
    sysvol.createFolder(TOP);
    Optional<SecurityDescriptor> now = sysvol.descriptor(TOP);
    if (now.isPresent() && !now.get().hasControl(SecurityDescriptor.DACL_PROTECTED)) {
      sysvol.secure(TOP, FileAcl.privateTo(now.get().owner().orElseThrow()));
    }
  }

  /** Where a GPO's part is. */
  SysvolPath ofGpo(UUID gpo) {
    return folder().resolve(Guids.braced(gpo));
  }

  /** The GPOs that have a part. */
  List<UUID> gpos() throws IOException {
    List<UUID> gpos = new ArrayList<>();
    for (SysvolEntry entry : sysvol.children(folder())) {
      Guids.parseBraced(entry.path().name()).ifPresent(gpos::add);
    }
    return gpos;
  }

  /** Writes the marker. From here on the change is done. */
  void markDone(List<String> lines) throws IOException {
    sysvol.createFolder(DONE);
    String marker = LocalDate.now(ZoneOffset.UTC) + "_" + name;
    SysvolTree.replace(
        sysvol,
        DONE.resolve(marker),
        folder().resolve("done"),
        String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the marker away, if its writing failed only after it was there. */
  void unmark() throws IOException {
    Optional<SysvolPath> marker = marker();
    if (marker.isPresent()) {
      sysvol.delete(marker.get());
    }
  }

  /** Whether there is anything of the change, its marker included. */
  boolean isHere() throws IOException {
    return !folders().isEmpty() || marker().isPresent();
  }

  /** What the marker says; empty if the change is not done. */
  Optional<List<String>> done() throws IOException {
    Optional<SysvolPath> marker = marker();
    return marker.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new String(
                    SysvolTree.readSmall(sysvol, marker.get(), MAX_MARKER), StandardCharsets.UTF_8)
                .lines()
                .toList());
  }

  private Optional<SysvolPath> marker() throws IOException {
    for (SysvolEntry marker : sysvol.children(DONE)) {
      if (folderOf(marker.path().name()).equals(name)) {
        return Optional.of(marker.path());
      }
    }
    return Optional.empty();
  }

  /**
   * Removes what earlier changes left: folders whose change is done, folders of operations that are
   * over, markers that nobody will ask for any more. What it cannot remove stays for the next.
   *
   * <p>An operation can be over and its folder here: the domain was out of reach when it failed and
   * wanted to remove it; or its worker, paused past its lease, made one last step after another had
   * removed it.
   *
   * @param over whether an operation has ended with all known of it
   */
  void tidy(Predicate<String> over) {
    try {
      tidyFolders(over);
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "What earlier changes left stays for now: {0}",
          e.getMessage());
    }
  }

  private void tidyFolders(Predicate<String> over) throws IOException {
    List<SysvolEntry> markers = sysvol.children(DONE);
    Set<String> done = new HashSet<>();
    for (SysvolEntry marker : markers) {
      done.add(folderOf(marker.path().name()));
    }
    for (SysvolEntry entry : sysvol.children(TOP)) {
      Matcher matcher = FOLDER.matcher(entry.path().name());
      if (matcher.matches()
          && (done.contains(matcher.group(1))
              || (operationOf(matcher.group(1)).filter(over).isPresent()
                  && !keepsWhatWas(entry.path())))) {
        sysvol.delete(entry.path());
      }
    }
    // Last: without its marker a folder that could not be removed would be nobody's.
    LocalDate oldest = LocalDate.now(ZoneOffset.UTC).minus(MARKERS_KEPT);
    for (SysvolEntry marker : markers) {
      if (dateOf(marker.path().name()).filter(date -> date.isBefore(oldest)).isPresent()) {
        sysvol.delete(marker.path());
      }
    }
  }

  /** Whether a folder holds what a GPO was before; that goes only with a marker, or by hand. */
  private boolean keepsWhatWas(SysvolPath folder) throws IOException {
    for (SysvolEntry part : sysvol.children(folder)) {
      if (ChangeJournal.isIn(sysvol, part.path()) || sysvol.exists(part.path().resolve(OUTGOING))) {
        return true;
      }
    }
    return false;
  }

  /** The name of the folder that a marker stands for. */
  private static String folderOf(String marker) {
    return marker.substring(marker.indexOf('_') + 1);
  }

  private static Optional<LocalDate> dateOf(String marker) {
    try {
      return Optional.of(LocalDate.parse(marker.split("_", 2)[0]));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Removes the folder, and what a late step made under a name that it had; not the marker. */
  void remove() throws IOException {
    for (int each : folders().headSet(takenOver, true)) {
      sysvol.delete(folder(each));
    }
  }

  /** Where people find what is left. */
  @Override
  public String toString() {
    return folder().toString();
  }
}
