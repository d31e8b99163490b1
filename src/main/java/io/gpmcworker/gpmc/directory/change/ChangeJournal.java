package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.directory.ldap.GpoSnapshot;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a GPO was before a change: with the files moved out, all that is needed to put it back. It is
 * written whole before anything of the GPO is touched.
 *
 * @param gpo the GPO
 * @param attributes its attributes; empty if it did not exist
 * @param folderExisted whether it had a folder in SYSVOL
 * @param gptIni its gpt.ini; empty if it had none
 * @param oldNames what was directly in its folder, apart from gpt.ini
 * @param newNames what the change puts there
 */
record ChangeJournal(
    UUID gpo,
    Optional<GpoSnapshot> attributes,
    boolean folderExisted,
    Optional<Bytes> gptIni,
    List<String> oldNames,
    List<String> newNames) {

  private static final String NAME = "journal";
  private static final int MAX_SIZE = 4 << 20;

  ChangeJournal {
    oldNames = List.copyOf(oldNames);
    newNames = List.copyOf(newNames);
  }

  void write(Sysvol sysvol, SysvolPath folder) throws IOException {
    List<String> lines = new ArrayList<>();
    attributes.ifPresent(snapshot ->
        lines.add("attributes " + encode(snapshot.ldif().getBytes(StandardCharsets.UTF_8))));
    if (folderExisted) {
      lines.add("folder");
    }
    gptIni.ifPresent(bytes -> lines.add("gpt.ini " + encode(bytes.toArray())));
    oldNames.forEach(name -> lines.add("old " + name));
    newNames.forEach(name -> lines.add("new " + name));
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
    Optional<Bytes> gptIni = Optional.empty();
    List<String> oldNames = new ArrayList<>();
    List<String> newNames = new ArrayList<>();
    String text = new String(SysvolTree.readSmall(sysvol, file, MAX_SIZE), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 2);
      String rest = parts.length > 1 ? parts[1] : "";
      switch (parts[0]) {
        case "attributes" ->
            attributes =
                Optional.of(new GpoSnapshot(gpo, new String(decode(rest), StandardCharsets.UTF_8)));
        case "folder" -> folderExisted = true;
        case "gpt.ini" -> gptIni = Optional.of(Bytes.of(decode(rest)));
        case "old" -> oldNames.add(rest);
        case "new" -> newNames.add(rest);
        default -> throw new MalformedPolicyException(NAME, "unknown line " + parts[0]);
      }
    }
    return Optional.of(
        new ChangeJournal(gpo, attributes, folderExisted, gptIni, oldNames, newNames));
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
