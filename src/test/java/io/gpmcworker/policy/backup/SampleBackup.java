package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.SideVersion;
import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.AceType;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A small backup made by this project alone, for tests that damage, publish or read one. */
final class SampleBackup {

  static final UUID GPO = UUID.fromString("0f3c2a11-7e54-4f0b-9a5e-5d1f0a6b7c8d");
  static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private static final String SECURITY_NAMES =
      "[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]";

  private SampleBackup() {}

  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Machine\\registry.pol", "PReg");
    files.put("Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf", "[Unicode]");
    files.put("User\\Preferences\\Drives\\Drives.xml", "<Drives/>");
    files.put("GPO.cmt", "comment");
    return files;
  }

  static BackupInst inst(UUID id, UUID gpo, String name, Instant time) {
    return new BackupInst(
        gpo, "corp.example", Optional.of(GPO), "dc1.corp.example", Optional.of(time), id, "", name);
  }

  static BackupDocument document(UUID gpo, String name) throws IOException {
    List<SysvolEntry> entries = new ArrayList<>();
    for (String file : files().keySet()) {
      entries.add(SysvolEntry.file(GpoPath.parse(file)));
    }
    entries.add(SysvolEntry.directory(GpoPath.parse("User\\Preferences\\Drives")));
    SecurityDescriptor descriptor =
        SecurityDescriptor.of(
            SecurityDescriptor.DACL_PROTECTED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                Acl.of(List.of(Ace.of(AceType.ACCESS_ALLOWED, 2, 0xF00FF, Sid.of(5, 18))))));
    ExtensionNames machine = ExtensionNames.parse(SECURITY_NAMES);
    return new BackupDocument(
        List.of(),
        List.of(),
        new GpoCoreSettings(
            Optional.of(gpo),
            "corp.example",
            descriptor.toHex(),
            name,
            GpoFlags.ALL_ENABLED,
            new SideVersion(1, 1),
            new SideVersion(2, 2),
            machine.toString(),
            "",
            "",
            Optional.empty()),
        ExtensionClassifier.classify(
            new GpoContent(
                new BackupSource("dc1.corp.example", "corp.example", gpo),
                machine,
                ExtensionNames.NONE,
                entries,
                List.of(),
                List.of())));
  }

  /** Writes a whole backup by way of a staging folder, without publishing it. */
  static void write(BackupWriter writer, UUID gpo, String name, Instant time) throws IOException {
    BackupDocument document = document(gpo, name);
    Map<GpoPath, String> content = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : files().entrySet()) {
      content.put(GpoPath.parse(file.getKey()), file.getValue());
    }
    for (GroupPolicyExtension extension : document.extensions()) {
      for (BackupObject.FsObject copy : extension.copies()) {
        String text = content.get(copy.gpoPath());
        if (text == null) {
          writer.addDirectory(copy.gpoPath());
        } else {
          writer.addFile(
              copy.gpoPath(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
    writer.finish(
        inst(writer.id(), gpo, name, time), document, "<GPO/>".getBytes(StandardCharsets.UTF_16LE));
  }

  /** Publishes a backup of {@link #GPO} in a store and gives its folder. */
  static Path publish(Path store) throws IOException {
    UUID id = UUID.randomUUID();
    try (BackupStaging staging = BackupStore.open(store).stage("sample")) {
      write(staging.begin(id), GPO, "Sample", TIME);
      staging.publish();
    }
    return store.resolve(io.gpmcworker.policy.Guids.braced(id));
  }
}
