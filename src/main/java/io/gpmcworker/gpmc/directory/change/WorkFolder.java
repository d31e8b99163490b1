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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

  private final Sysvol sysvol;
  private final String name;

  WorkFolder(Sysvol sysvol, String operationId) {
    this.sysvol = sysvol;
    this.name = NameUuid.of(NameUuid.CHANGES, operationId).toString();
  }

  private SysvolPath folder() {
    return TOP.resolve(name);
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
    return sysvol.exists(folder()) || marker().isPresent();
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

  /** Removes markers that nobody will ask for any more, and folders whose change is done. */
  void tidy() throws IOException {
    LocalDate oldest = LocalDate.now(ZoneOffset.UTC).minus(MARKERS_KEPT);
    Set<String> done = new HashSet<>();
    for (SysvolEntry marker : sysvol.children(DONE)) {
      done.add(folderOf(marker.path().name()));
      if (dateOf(marker.path().name()).filter(date -> date.isBefore(oldest)).isPresent()) {
        sysvol.delete(marker.path());
      }
    }
    for (SysvolEntry folder : sysvol.children(TOP)) {
      if (done.contains(folder.path().name())) {
        sysvol.delete(folder.path());
      }
    }
  }

  /** The folder that a marker stands for. */
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

  /** Removes the folder, not the marker. */
  void remove() throws IOException {
    sysvol.delete(folder());
  }

  /** Where people find what is left. */
  @Override
  public String toString() {
    return folder().toString();
  }
}
