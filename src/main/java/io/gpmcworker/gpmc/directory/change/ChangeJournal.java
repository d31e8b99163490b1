package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.directory.ldap.GpoSnapshot;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a GPO was before a change: with its folder moved out, all that is needed to put it back. It
 * is written whole before anything of the GPO is touched.
 *
 * @param gpo the GPO
 * @param attributes its attributes; empty if it did not exist
 * @param folderExisted whether it had a folder in SYSVOL
 */
record ChangeJournal(UUID gpo, Optional<GpoSnapshot> attributes, boolean folderExisted) {

  private static final String NAME = "journal";
  private static final int MAX_SIZE = 4 << 20;

  void write(Sysvol sysvol, SysvolPath folder) throws IOException {
    List<String> lines = new ArrayList<>();
    attributes.ifPresent(snapshot ->
        lines.add("attributes " + encode(snapshot.ldif().getBytes(StandardCharsets.UTF_8))));
    if (folderExisted) {
      lines.add("folder");
    }
    SysvolTree.replace(
        sysvol,
        folder.resolve(NAME),
        folder.resolve(NAME + ".draft"),
        String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the journal of a GPO; empty if none was written, so that nothing was touched. */
  static Optional<ChangeJournal> read(Sysvol sysvol, SysvolPath folder, UUID gpo)
      throws IOException {
    SysvolPath file = folder.resolve(NAME);
    if (!sysvol.exists(file)) {
      return Optional.empty();
    }
    Optional<GpoSnapshot> attributes = Optional.empty();
    boolean folderExisted = false;
    String text = new String(SysvolTree.readSmall(sysvol, file, MAX_SIZE), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 2);
      String rest = parts.length > 1 ? parts[1] : "";
      switch (parts[0]) {
        case "attributes" ->
            attributes =
                Optional.of(new GpoSnapshot(gpo, new String(decode(rest), StandardCharsets.UTF_8)));
        case "folder" -> folderExisted = true;
        default -> throw new MalformedPolicyException(NAME, "unknown line " + parts[0]);
      }
    }
    return Optional.of(new ChangeJournal(gpo, attributes, folderExisted));
  }

  /** Takes it away: from here on there is nothing to put back. */
  static void discard(Sysvol sysvol, SysvolPath folder) throws IOException {
    sysvol.delete(folder.resolve(NAME));
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) throws MalformedPolicyException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedPolicyException(NAME, "is not Base64", e);
    }
  }
}
