package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.SideVersion;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.Sid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A backup of whatever files a test wants, written by the product's own writer. */
public final class WrittenBackup {

  private static final UUID GPO = UUID.fromString("5d1f0a6b-7c8d-4f0b-9a5e-0f3c2a117e54");
  private static final Optional<Sid> DOMAIN = Sid.tryParse("S-1-5-21-1-2-3");

  private final Map<GpoPath, byte[]> files = new LinkedHashMap<>();
  private String extensions = "";
  private String name = "Sample";
  private String sddl = "D:PAI(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)";
  private List<SecurityGroup> groups = List.of();
  private List<String> paths = List.of();

  /** Registers client-side extensions of the computer half, as {@code [{cse}{tool}]…}. */
  public WrittenBackup extensions(String names) {
    extensions = names;
    return this;
  }

  /** The GPO's display name. */
  public WrittenBackup name(String displayName) {
    name = displayName;
    return this;
  }

  /** The GPO's descriptor. */
  public WrittenBackup descriptor(String text) {
    sddl = text;
    return this;
  }

  /** What Backup.xml lists for migration tables. */
  public WrittenBackup named(List<SecurityGroup> principals, List<String> uncPaths) {
    groups = principals;
    paths = uncPaths;
    return this;
  }

  /** Adds a file of the GPO, {@code Machine\…}. */
  public WrittenBackup file(String path, byte[] content) throws IOException {
    files.put(GpoPath.parse(path), content);
    return this;
  }

  /** Adds a text file of the GPO. */
  public WrittenBackup file(String path, String content) throws IOException {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes it into a store.
   *
   * @return the backup's folder
   */
  public Path write(Path store) throws IOException {
    Files.createDirectories(store);
    ExtensionNames machine = ExtensionNames.parse(extensions);
    List<SysvolEntry> entries = new ArrayList<>();
    files.keySet().forEach(path -> entries.add(SysvolEntry.file(path)));
    BackupDocument document =
        new BackupDocument(
            groups,
            paths,
            new GpoCoreSettings(
                Optional.of(GPO),
                "corp.example",
                Sddl.parse(sddl, DOMAIN).toHex(),
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
                    new BackupSource("dc1.corp.example", "corp.example", GPO),
                    machine,
                    ExtensionNames.NONE,
                    entries,
                    List.of(),
                    List.of())));
    UUID id = UUID.randomUUID();
    try (BackupStaging staging = BackupStore.open(store).stage("test")) {
      BackupWriter writer = staging.begin(id);
      for (GroupPolicyExtension extension : document.extensions()) {
        for (BackupObject.FsObject copy : extension.copies()) {
          byte[] content = files.get(copy.gpoPath());
          if (content == null) {
            writer.addDirectory(copy.gpoPath());
          } else {
            writer.addFile(copy.gpoPath(), new ByteArrayInputStream(content));
          }
        }
      }
      writer.finish(
          new BackupInst(
              GPO,
              "corp.example",
              Optional.of(GPO),
              "dc1.corp.example",
              Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
              id,
              "",
              name),
          document,
          "\uFEFF<GPO/>".getBytes(StandardCharsets.UTF_16LE));
      staging.publish();
    }
    return store.resolve(Guids.braced(id));
  }
}
