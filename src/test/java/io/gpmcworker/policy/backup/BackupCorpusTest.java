package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GPMC wrote, read and written again. */
class BackupCorpusTest {

  static List<Path> backups() {
    return Corpus.backups();
  }

  static List<Path> manifests() {
    return Corpus.files("manifest.xml");
  }

  @ParameterizedTest
  @MethodSource("backups")
  void backupXmlIsWrittenAsGpmcWroteIt(Path backup) throws IOException {
    byte[] original = Files.readAllBytes(backup.resolve("Backup.xml"));
    BackupDocument document = BackupDocument.read(original);

    byte[] written = document.toByteArray();

    assertThat(BackupDocument.read(written)).isEqualTo(document);
    assertThat(withCrLf(written)).isEqualTo(withCrLf(original));
  }

  @ParameterizedTest
  @MethodSource("backups")
  void bkupInfoXmlIsWrittenAsGpmcWroteIt(Path backup) throws IOException {
    byte[] original = Files.readAllBytes(backup.resolve("bkupInfo.xml"));

    byte[] written = BackupInstXml.writeInfo(BackupInstXml.readInfo(original));

    assertThat(withCrLf(written)).isEqualTo(withCrLf(original));
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void manifestXmlIsWrittenAsGpmcWroteIt(Path manifest) throws IOException {
    byte[] original = Files.readAllBytes(manifest);

    byte[] written = Manifest.read(original).toByteArray();

    assertThat(withoutRepeatedNamespace(written)).isEqualTo(withoutRepeatedNamespace(original));
  }

  @ParameterizedTest
  @MethodSource("backups")
  void everyBackupIsWholeAndNamesAllItsFiles(Path folder) throws IOException {
    BackupFolder backup = BackupFolder.open(folder);

    assertThat(backup.payload()).isNotEmpty();
    assertThat(backup.unlisted()).isEmpty();
    assertThat(backup.report()).isNotEmpty();
    for (GpoSide side : GpoSide.values()) {
      String names =
          side == GpoSide.USER
              ? backup.document().coreSettings().userExtensionGuids()
              : backup.document().coreSettings().machineExtensionGuids();
      assertThat(backup.document().coreSettings().extensionNames(side)).hasToString(names.strip());
    }
  }

  @ParameterizedTest
  @MethodSource("backups")
  void theExtensionsFollowFromTheFilesAndTheExtensionNames(Path folder) throws IOException {
    BackupDocument document = BackupFolder.open(folder).document();

    List<GroupPolicyExtension> derived = ExtensionClassifier.classify(contentOf(document));

    assertThat(derived).isEqualTo(document.extensions());
  }

  /** What GPMC had before it when it wrote the document. */
  static GpoContent contentOf(BackupDocument document) throws IOException {
    GpoCoreSettings core = document.coreSettings();
    List<FsObject> listed = new ArrayList<>();
    Map<GpoSide, List<DirectoryObject>> objects = new HashMap<>();
    for (GroupPolicyExtension extension : document.extensions()) {
      collect(extension.objects(), listed);
      for (BackupObject object : extension.objects()) {
        if (object instanceof DsObject ds) {
          GpoSide side = ds.path().contains("MACH") ? GpoSide.MACHINE : GpoSide.USER;
          objects.computeIfAbsent(side, key -> new ArrayList<>()).add(directoryObject(ds));
        }
      }
    }
    String gpo = "\\Policies\\" + Guids.braced(core.id().orElseThrow()) + "\\";
    String root = listed.getFirst().sourceExpandedPath();
    String controller = root.substring(2, root.indexOf('\\', 2));
    List<SysvolEntry> entries = new ArrayList<>();
    for (FsObject object : listed) {
      if (object.location().isPresent()) {
        String expanded = object.sourceExpandedPath();
        GpoPath path = GpoPath.parse(expanded.substring(expanded.indexOf(gpo) + gpo.length()));
        entries.add(new SysvolEntry(path, object.kind()));
      }
    }
    return new GpoContent(
        new BackupSource(controller, core.domain(), core.id().orElseThrow()),
        core.extensionNames(GpoSide.MACHINE),
        core.extensionNames(GpoSide.USER),
        entries,
        objects.getOrDefault(GpoSide.MACHINE, List.of()),
        objects.getOrDefault(GpoSide.USER, List.of()));
  }

  private static void collect(List<BackupObject> objects, List<FsObject> into) {
    for (BackupObject object : objects) {
      switch (object) {
        case FsObject fs -> {
          into.add(fs);
          collect(fs.children(), into);
        }
        case DsObject ds -> collect(ds.children(), into);
        default -> {
          // Attributes name no files.
        }
      }
    }
  }

  private static DirectoryObject directoryObject(DsObject ds) {
    Map<String, List<Bytes>> attributes = new HashMap<>();
    List<DirectoryObject> children = new ArrayList<>();
    Optional<Bytes> descriptor = Optional.empty();
    for (BackupObject child : ds.children()) {
      switch (child) {
        case DsAttribute attribute when !attribute.values().isEmpty() ->
            attributes.put(
                attribute.name(),
                attribute.values().stream()
                    .map(value -> bytes(attribute, value, ds.sourceExpandedPath()))
                    .toList());
        case DsSecurityDescriptor sd when !sd.hex().isEmpty() ->
            descriptor = Optional.of(Bytes.of(HexFormat.ofDelimiter(" ").parseHex(sd.hex())));
        case DsObject nested when nested.path().startsWith("*") ->
            nested.children().stream()
                .filter(DsObject.class::isInstance)
                .forEach(instance -> children.add(directoryObject((DsObject) instance)));
        case DsObject nested -> children.add(directoryObject(nested));
        default -> {
          // The template's empty attributes say nothing.
        }
      }
    }
    String rdn = ds.path().substring(0, ds.path().indexOf(','));
    return new DirectoryObject(rdn, ds.objectClass(), attributes, descriptor, children);
  }

  private static Bytes bytes(DsAttribute attribute, String value, String name) {
    return switch (attribute.element()) {
      case DsAttribute.BINARY -> Bytes.of(HexFormat.ofDelimiter(" ").parseHex(value));
      case DsAttribute.EXPANDED_STRING ->
          Bytes.of(
              value
                  .replace(
                      "%GPO_DSPATH%",
                      name.substring(name.indexOf(",cn={") + 1).replaceFirst("^cn", "CN"))
                  .getBytes(StandardCharsets.UTF_8));
      default -> Bytes.of(value.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** GPMC declares the namespace again in each entry, in some manifests it has been taken out. */
  private static String withoutRepeatedNamespace(byte[] manifest) {
    return new String(manifest, StandardCharsets.UTF_8)
        .replace("<BackupInst xmlns=\"" + BackupXml.MANIFEST_NAMESPACE + "\"", "<BackupInst");
  }

  private static String withCrLf(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\n", "\r\n");
  }
}
