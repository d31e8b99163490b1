package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreAllGpos;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.embedded.LoadedBackups;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupObject;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.backup.GroupPolicyExtension;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real backups loaded into the embedded domain and backed up again say the same. */
class CorpusRoundTripTest {

  @Test
  void everyBackupOfTheCorpusComesOutAsItWentIn(@TempDir Path folder) throws Exception {
    Path corpus = Corpus.folder();
    try (TestDomain domain = TestDomain.open(folder)) {
      LoadedBackups loaded = domain.embedded.loadBackups(corpus);
      assertThat(loaded.skipped()).isEmpty();
      assertThat(loaded.loaded()).hasSameSizeAs(Corpus.backups());

      domain.succeed(ResultValue.Backups.class, new BackupAllGpos(TestDomain.STORE, ""));

      BackupStore store = BackupStore.open(domain.store);
      SoftAssertions softly = new SoftAssertions();
      for (LoadedBackups.Loaded gpo : loaded.loaded()) {
        BackupFolder original = BackupFolder.open(gpo.folder());
        BackupFolder again = store.openBackup(store.latestOf(gpo.gpo()).orElseThrow().id());
        String name = corpus.relativize(gpo.folder()).toString();
        softly.assertThat(payload(again)).as(name).isEqualTo(payload(original));
        softly
            .assertThat(settings(again.document().coreSettings()))
            .as(name)
            .isEqualTo(settings(original.document().coreSettings()));
        descriptor(original.document().coreSettings())
            .ifPresent(descriptor ->
                softly
                    .assertThat(again.document().coreSettings().securityDescriptorHex())
                    .as(name)
                    .isEqualTo(descriptor));
        softly
            .assertThat(extensions(again))
            .as(name)
            .containsExactlyElementsOf(extensions(original));
      }
      softly.assertAll();

      GpmcResult restored = domain.run(new RestoreAllGpos(TestDomain.STORE));
      assertThat(restored.overallStatus()).as(restored.detail()).isEqualTo(HResult.S_OK);
      assertThat(((ResultValue.Gpos) restored.value().orElseThrow()).gpos())
          .as("all but those with packages of Software Installation")
          .hasSize(loaded.loaded().size() - restored.messages().size());
      assertThat(restored.messages())
          .allMatch(message -> message.errorCode().equals(HResult.ERROR_NOT_SUPPORTED));
    }
  }

  /** As a GPO of whatever domain is brought into this one: imported, and backed up here. */
  @Test
  void everyBackupOfTheCorpusComesOutOfAnImportAsItWentIn(@TempDir Path folder) throws Exception {
    List<Path> backups = Corpus.backups();
    SoftAssertions softly = new SoftAssertions();
    int refused = 0;
    try (TestDomain domain = TestDomain.open(folder)) {
      for (int i = 0; i < backups.size(); i++) {
        BackupFolder original = BackupFolder.open(backups.get(i));
        String name = Corpus.folder().relativize(backups.get(i)).toString();
        Path copy = domain.store.resolve(Guids.braced(original.inst().id()));
        Folders.copy(backups.get(i), copy);
        GpmcResult imported = domain.run(imported(original, "Imported " + i));
        if (imported.overallStatus().equals(HResult.ERROR_NOT_SUPPORTED)) {
          softly.assertThat(imported.detail()).as(name).contains("Software Installation");
          softly.assertThat(domain.directory.gpos().named("Imported " + i)).as(name).isEmpty();
          refused++;
        } else {
          softly
              .assertThat(imported.overallStatus())
              .as("%s: %s", name, imported.detail())
              .isEqualTo(HResult.S_OK);
          ResultValue.Backup backup = domain.backup("Imported " + i);
          BackupFolder again = BackupStore.open(domain.store).openBackup(backup.id());
          softly.assertThat(payload(again)).as(name).isEqualTo(payload(original));
          softly.assertThat(imported(again)).as(name).isEqualTo(imported(original));
          softly
              .assertThat(again.inst().siPresent())
              .as(name)
              .isEqualTo(original.inst().siPresent());
          softly
              .assertThat(extensions(again))
              .as(name)
              .containsExactlyElementsOf(extensions(original));
        }
        BackupStore.open(domain.store).delete(List.of(original.inst().id()));
      }
    }
    softly.assertAll();
    assertThat(refused).as("those with packages of Software Installation").isEqualTo(1);
  }

  private static ImportGpo imported(BackupFolder backup, String target) {
    return Requests.imported(backup.inst().id(), target);
  }

  /** What an import takes of a GPO's attributes. */
  private static List<Object> imported(BackupFolder backup) {
    GpoCoreSettings core = backup.document().coreSettings();
    return List.of(core.flags(), core.machineExtensionGuids(), core.userExtensionGuids());
  }

  private static Map<String, String> payload(BackupFolder backup) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (PayloadEntry entry : backup.payload()) {
      if (entry.isFile()) {
        try (InputStream in = entry.open()) {
          byte[] bytes = in.readAllBytes();
          files.put(entry.path().key(), bytes.length + ":" + Arrays.hashCode(bytes));
        }
      }
    }
    return files;
  }

  /** All but what is the domain's, or another GPO's GUID. */
  private static List<Object> settings(GpoCoreSettings core) throws IOException {
    return List.of(
        core.displayName(),
        core.flags(),
        core.userVersion(),
        core.machineVersion(),
        core.machineExtensionGuids(),
        core.userExtensionGuids(),
        core.wmiFilter().map(WmiFilterLink::guid),
        core.wmiFilterName());
  }

  /** Some backups were published with the descriptor blanked out; a default took its place. */
  private static Optional<String> descriptor(GpoCoreSettings core) {
    try {
      return core.securityDescriptor().map(descriptor -> core.securityDescriptorHex().strip());
    } catch (MalformedPolicyException e) {
      return Optional.empty();
    }
  }

  /** Each extension with its objects, in whatever order those stand; sources left out. */
  private static List<String> extensions(BackupFolder backup) {
    List<String> lines = new ArrayList<>();
    for (GroupPolicyExtension extension : backup.document().extensions()) {
      for (BackupObject object : extension.objects()) {
        describe(extension.id() + " " + extension.descName(), object, lines);
      }
    }
    lines.sort(null);
    return lines;
  }

  private static void describe(String inside, BackupObject object, List<String> lines) {
    switch (object) {
      case FsObject file -> {
        String line =
            inside
                + " | "
                + file.kind()
                + " "
                + file.path().toLowerCase(Locale.ROOT)
                + " "
                + file.reEvaluateFunction().orElse("")
                + " "
                + file.location().map(location -> location.toLowerCase(Locale.ROOT)).orElse("");
        lines.add(line);
        file.children().forEach(child -> describe(line, child, lines));
      }
      case DsObject ds -> {
        String line = inside + " | " + ds.objectClass() + " " + ds.path().toLowerCase(Locale.ROOT);
        lines.add(line);
        ds.children().forEach(child -> describe(line, child, lines));
      }
      case DsAttribute attribute ->
          lines.add(
              inside + " | " + attribute.element() + " " + attribute.name() + attribute.values());
      case DsSecurityDescriptor descriptor -> lines.add(inside + " | " + descriptor.hex());
    }
  }
}
