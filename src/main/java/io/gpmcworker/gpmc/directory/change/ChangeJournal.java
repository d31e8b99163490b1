package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.directory.ldap.GpoSnapshot;
import io.gpmcworker.gpmc.directory.ldap.PackageSnapshot;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How a GPO was before a change: with its folder moved out, all that is needed to put it back. It
 * is written whole before anything of the GPO is touched.
 *
 * @param gpo the GPO
 * @param attributes its attributes; empty if it did not exist
 * @param folderExisted whether it had a folder in SYSVOL
 * @param halves the halves whose objects in the directory are swapped
 * @param packages the packages that are changed or taken out
 */
record ChangeJournal(
    UUID gpo,
    Optional<GpoSnapshot> attributes,
    boolean folderExisted,
    Set<GpoSide> halves,
    List<PackageSnapshot> packages) {

  private static final String NAME = "journal";
  private static final int MAX_SIZE = 4 << 20;

  ChangeJournal {
    halves = Set.copyOf(halves);
    packages = List.copyOf(packages);
  }

  void write(Sysvol sysvol, SysvolPath folder) throws IOException {
    List<String> lines = new ArrayList<>();
    attributes.ifPresent(snapshot -> lines.add("attributes " + encode(snapshot.ldif())));
    if (folderExisted) {
      lines.add("folder");
    }
    halves.forEach(half -> lines.add("half " + half.name()));
    packages.forEach(held ->
        lines.add(
            "package %s %s %s"
                .formatted(held.half().name(), encode(held.place()), encode(held.ldif()))));
    SysvolTree.replace(
        sysvol,
        folder.resolve(NAME),
        folder.resolve(NAME + ".draft"),
        String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether one was written into a GPO's part. */
  static boolean isIn(Sysvol sysvol, SysvolPath folder) throws IOException {
    return sysvol.exists(folder.resolve(NAME));
  }

  /** Reads the journal of a GPO; empty if none was written, so that nothing was touched. */
  static Optional<ChangeJournal> read(Sysvol sysvol, SysvolPath folder, UUID gpo)
      throws IOException {
    if (!isIn(sysvol, folder)) {
      return Optional.empty();
    }
    Optional<GpoSnapshot> attributes = Optional.empty();
    boolean folderExisted = false;
    Set<GpoSide> halves = EnumSet.noneOf(GpoSide.class);
    List<PackageSnapshot> packages = new ArrayList<>();
    String text =
        new String(
            SysvolTree.readSmall(sysvol, folder.resolve(NAME), MAX_SIZE), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 2);
      String rest = parts.length > 1 ? parts[1] : "";
      switch (parts[0]) {
        case "attributes" -> attributes = Optional.of(new GpoSnapshot(gpo, decode(rest)));
        case "folder" -> folderExisted = true;
        case "half" -> halves.add(half(rest));
        case "package" -> packages.add(packageSnapshot(rest));
        default -> throw new MalformedPolicyException(NAME, "unknown line " + parts[0]);
      }
    }
    return Optional.of(new ChangeJournal(gpo, attributes, folderExisted, halves, packages));
  }

  /** Takes it away: from here on there is nothing to put back. */
  static void discard(Sysvol sysvol, SysvolPath folder) throws IOException {
    sysvol.delete(folder.resolve(NAME));
  }

  private static GpoSide half(String name) throws MalformedPolicyException {
    for (GpoSide side : GpoSide.values()) {
      if (side.name().equals(name)) {
        return side;
      }
    }
    throw new MalformedPolicyException(NAME, "unknown half " + name);
  }

  private static PackageSnapshot packageSnapshot(String text) throws MalformedPolicyException {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new MalformedPolicyException(NAME, "holds a package without its attributes");
    }
    return new PackageSnapshot(half(parts[0]), decode(parts[1]), decode(parts[2]));
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) throws MalformedPolicyException {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedPolicyException(NAME, "is not Base64", e);
    }
  }
}
