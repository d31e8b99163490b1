package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A backup that is damaged, in whatever way, is refused by every operation that reads one, with a
 * sentence that names the file, and before anything in the domain is written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class DamagedBackupTest {

  private static final String GPO = "Startup Scripts";

  private TestDomain domain;
  private UUID gpo;
  private Path whole;
  private UUID id;
  private GpoContainer before;
  private Map<String, String> sysvolBefore;

  /** Counts what is written to SYSVOL. */
  private final AtomicInteger writes = new AtomicInteger();

  private DirectoryDriver driver;

  @BeforeAll
  void backUp(@TempDir Path folder) throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(GPO) || name.equals("Server Hardening"));
    gpo = domain.idOf(GPO);
    Path live = domain.gpoFolder(gpo);
    write(live.resolve("Machine/registry.pol"), registryPolicy());
    write(
        live.resolve("Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf"),
        utf16("[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = 14\r\n"));
    write(
        live.resolve("Machine/Microsoft/Windows NT/Audit/audit.csv"),
        "Machine Name,Policy Target\r\n".getBytes(StandardCharsets.US_ASCII));
    write(
        live.resolve("Machine/Preferences/Groups/Groups.xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Groups><Group name=\"g\"></Group></Groups>"
            .getBytes(StandardCharsets.UTF_8));
    write(live.resolve("GPO.cmt"), utf16("comment"));
    ResultValue.Backup backup = domain.backup(GPO);
    id = backup.id();
    whole = folder.resolve("whole");
    copy(domain.store, whole);
    before = domain.directory.gpos().find(gpo).orElseThrow();
    sysvolBefore = TestDomain.tree(domain.sysvolFolder());
    driver = domain.driver(sysvol -> new WatchedSysvol(sysvol, counting()));
  }

  @AfterAll
  void close() throws IOException {
    driver.close();
    domain.close();
  }

  @AfterEach
  void putStoreBack() throws IOException {
    empty(domain.store);
    copy(whole, domain.store);
  }

  private WatchedSysvol.Watch counting() {
    return new WatchedSysvol.Watch() {
      @Override
      public void before(WatchedSysvol.SysvolCall call) {
        if (call.writes()) {
          writes.incrementAndGet();
        }
      }
    };
  }

  private static byte[] registryPolicy() {
    return new RegistryPolicy(
            List.of(
                new RegistryPolicyEntry("Software\\A", "One", 4, Bytes.of(new byte[] {1, 0, 0, 0})),
                new RegistryPolicyEntry("Software\\B", "Two", 1, Bytes.of(new byte[40]))))
        .toByteArray();
  }

  private static byte[] utf16(String text) {
    return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  static Stream<Damage> damages() {
    return Stream.of(
            missingFiles(),
            cutFiles(),
            hostileXml(),
            locations(),
            identities(),
            coreSettings(),
            sizes(),
            encodings(),
            oddFiles())
        .flatMap(damages -> damages);
  }

  private static Stream<Damage> missingFiles() {
    return Stream.of(
            "Backup.xml",
            "bkupInfo.xml",
            Damage.REGISTRY,
            Damage.TEMPLATE,
            Damage.SCRIPTS,
            Damage.PAYLOAD + "Machine/Scripts/Startup/inventory.cmd")
        .map(Damage::missing);
  }

  private static Stream<Damage> cutFiles() {
    return Stream.concat(
        Stream.of("Backup.xml", "bkupInfo.xml", Damage.PREFERENCE)
            .flatMap(file ->
                Stream.of(
                    Damage.cut(file, 0, "not well-formed"),
                    Damage.cut(file, 0.3, "not well-formed"),
                    Damage.cut(file, 0.95, "not well-formed"))),
        Stream.of(
            Damage.cut(Damage.REGISTRY, 0, "PReg"),
            Damage.cut(Damage.REGISTRY, 0.03, "PReg"),
            Damage.cut(Damage.REGISTRY, 0.3, "ends inside"),
            Damage.cut(Damage.REGISTRY, 0.95, "bytes of data follow"),
            Damage.bytes(
                "GptTmpl.inf is cut inside a character",
                Damage.TEMPLATE,
                "is not text in UTF-16LE",
                content -> Arrays.copyOf(content, content.length - 1))));
  }

  private static Stream<Damage> hostileXml() {
    return Stream.concat(
        Stream.of("Backup.xml", "bkupInfo.xml", Damage.PREFERENCE)
            .flatMap(file -> Stream.of(Damage.xmlBomb(file), Damage.externalEntity(file))),
        Stream.of(
            Damage.nested("Backup.xml", "<FilePaths"),
            Damage.nested("bkupInfo.xml", "<GPODomain>"),
            Damage.nested(Damage.PREFERENCE, "</Groups>"),
            Damage.text(
                "Backup.xml has another root",
                "Backup.xml",
                "is no",
                "GroupPolicyBackupScheme",
                "X"),
            Damage.text(
                "Backup.xml is of version 3", "Backup.xml", "only 2.0", "\"2.0\"", "\"3.0\""),
            Damage.text(
                "Backup.xml has an element that is not known",
                "Backup.xml",
                "Executable",
                "<FSObjectDir",
                "<Executable/><FSObjectDir")));
  }

  private static Stream<Damage> locations() {
    String file = "DomainSysvol\\GPO\\GPO.cmt";
    String path = "%GPO_FSPATH%\\GPO.cmt";
    return Stream.of(
            new String[] {file, "..\\..\\..\\secret", "must not climb"},
            new String[] {file, "DomainSysvol\\GPO\\..\\..\\..\\secret", "must not climb"},
            new String[] {file, "DomainSysvol/GPO/../../Backup.xml", "must not climb"},
            new String[] {file, "/etc/passwd", "must be relative"},
            new String[] {file, "\\\\server\\share\\file", "must be relative"},
            new String[] {file, "C:\\Windows\\win.ini", "Windows does not allow"},
            new String[] {file, "DomainSysvol\\GPO\\GPO.cmt:stream", "Windows does not allow"},
            new String[] {file, "DomainSysvol\\GPO\\nul", "names the device"},
            new String[] {file, "Backup.xml", "is not in DomainSysvol"},
            new String[] {file, "DomainSysvol\\GPO\\Machine\\registry.pol", "to two paths"},
            new String[] {file, "DomainSysvol\\GPO" + "\\a".repeat(130), "folders deep"},
            new String[] {path, "%GPO_FSPATH%\\..\\{other}\\gpt.ini", "must not climb"},
            new String[] {path, "\\\\dc\\sysvol\\x", "begins with none of"},
            new String[] {path, "%GPO_FSPATH%\\Machine\\REGISTRY.pol", "twice"},
            new String[] {path, "%GPO_FSPATH%\\Machine\\registry.pol\\below", "inside it"},
            new String[] {path, "%GPO_FSPATH%\\User", "the folder of a half"})
        .map(row -> Damage.text("a place that is " + row[1], "Backup.xml", row[2], row[0], row[1]));
  }

  private static Stream<Damage> identities() {
    return Stream.of(
        other("bkupInfo.xml is of another GPO", "bkupInfo.xml", "GPOGuid", "Backup.xml", "is of"),
        other("bkupInfo.xml has another id", "bkupInfo.xml", "ID", "bkupInfo.xml", "its folder is"),
        other("Backup.xml is of another GPO", "Backup.xml", "ID", "Backup.xml", "is of the GPO"),
        other("the manifest names another GPO", "../manifest.xml", "GPOGuid", "manifest.xml", ""),
        Damage.text(
            "Backup.xml is of another domain",
            "Backup.xml",
            "other.example",
            "<Domain><![CDATA[corp.example]]>",
            "<Domain><![CDATA[other.example]]>"),
        new Damage(
            "two GPOs with one id in the manifest",
            "manifest.xml",
            "but its bkupInfo.xml",
            backup -> {
              Path manifest = backup.resolveSibling("manifest.xml");
              String text = Files.readString(manifest);
              int start = text.indexOf("<BackupInst");
              int end = text.indexOf("</BackupInst>") + "</BackupInst>".length();
              String entry = text.substring(start, end);
              Files.writeString(
                  manifest,
                  text.substring(0, end) + withOther(entry, "GPOGuid") + text.substring(end));
            }),
        new Damage(
            "two folders with one id",
            "{",
            "is there twice",
            backup ->
                copy(
                    backup,
                    backup.resolveSibling(
                        backup.getFileName().toString().toLowerCase(Locale.ROOT)))),
        Damage.text(
            "an id that is no GUID",
            "bkupInfo.xml",
            "is no {GUID}",
            "<GPOGuid><![CDATA[{",
            "<GPOGuid><![CDATA["),
        Damage.text(
            "a time that is none",
            "bkupInfo.xml",
            "is no time",
            "<BackupTime><![CDATA[2",
            "<BackupTime><![CDATA[x"));
  }

  private static Damage other(
      String what, String file, String element, String named, String reason) {
    return new Damage(
        what,
        named,
        reason,
        backup -> {
          Path path = backup.resolve(file).normalize();
          Files.writeString(path, withOther(Files.readString(path), element));
        });
  }

  private static String withOther(String text, String element) {
    return text.replaceAll(
        "<%s><!\\[CDATA\\[\\{[^}]*}".formatted(element),
        "<%s><![CDATA[{01234567-89AB-CDEF-0123-456789ABCDEF}".formatted(element));
  }

  private static Stream<Damage> coreSettings() {
    return Stream.of(
        core("an extension list that is cut", "MachineExtensionGuids", "[{42B5FAAE"),
        core("an extension list of something else", "UserExtensionGuids", "everything"),
        core("a version that is no number", "MachineVersionNumber", "-1"),
        core("a version that is too large", "UserVersionNumber", "99999999999"),
        core("options that are no number", "Options", "all"));
  }

  /** An import takes neither permissions nor WMI filter, so it does without. */
  static Stream<Damage> permissionsAndFilters() {
    return Stream.of(
        descriptor("a descriptor that is no hexadecimal", "xyz 01"),
        descriptor("a descriptor of one byte", "01"),
        descriptor("a descriptor that is not self-relative", "01 00 04 14" + " 00".repeat(16)),
        descriptor(
            "a descriptor whose DACL lies outside",
            "01 00 04 94" + " 00".repeat(12) + " ff ff 00 00"),
        descriptor(
            "a descriptor whose DACL says it is larger",
            "01 00 04 94" + " 00".repeat(12) + " 14 00 00 00 02 00 ff 7f 01 00 00 00"),
        descriptor(
            "a descriptor whose ACE has no size",
            "01 00 04 94"
                + " 00".repeat(12)
                + " 14 00 00 00 02 00 10 00 01 00 00 00 00 00 00 00 00 00 00 00"),
        descriptor(
            "a descriptor with more ACEs than fit",
            "01 00 04 94" + " 00".repeat(12) + " 14 00 00 00 02 00 08 00 ff ff 00 00"),
        descriptor("a descriptor without a DACL", "01 00 00 80" + " 00".repeat(16)),
        descriptor("a descriptor with a null DACL", "01 00 04 80" + " 00".repeat(16)),
        descriptor("no descriptor", ""),
        core("a WMI filter that is none", "WMIFilter", "MSFT_SomFilter.ID={"));
  }

  private static Damage descriptor(String what, String hex) {
    return element(what, "SecurityDescriptor", hex);
  }

  private static Damage core(String what, String element, String value) {
    return element(what, element, "<![CDATA[" + value + "]]>");
  }

  private static Damage element(String what, String element, String content) {
    return Damage.bytes(
        what,
        "Backup.xml",
        "",
        bytes -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          String changed =
              text.replaceFirst(
                  "<%s(/>|>.*?</%s>)".formatted(element, element),
                  "<%s>%s</%s>".formatted(element, content, element));
          assertThat(changed).isNotEqualTo(text);
          return changed.getBytes(StandardCharsets.UTF_8);
        });
  }

  private static Stream<Damage> sizes() {
    return Stream.of(
        Damage.larger("Backup.xml", 65L << 20),
        Damage.larger("bkupInfo.xml", 65L << 20),
        Damage.larger(Damage.REGISTRY, 3L << 30),
        Damage.larger(Damage.TEMPLATE, 3L << 30),
        Damage.larger(Damage.PREFERENCE, 3L << 30),
        Damage.bytes(
            "a value of registry.pol says it has 4 GB",
            Damage.REGISTRY,
            "bytes of data follow",
            content -> withSize(content, 0xFFFF_FFFF)),
        Damage.bytes(
            "a value of registry.pol says it is shorter",
            Damage.REGISTRY,
            "expected ]",
            content -> withSize(content, 2)),
        Damage.bytes(
            "registry.pol goes on after its end",
            Damage.REGISTRY,
            "expected [",
            content -> Arrays.copyOf(content, content.length + 10)));
  }

  /** With another size of the first value, which is behind {@code [key\0;One\0;} and the type. */
  private static byte[] withSize(byte[] content, int size) {
    byte[] changed = content.clone();
    int at = 8 + 2 * "[Software\\A\0;One\0;".length() + 4 + 2;
    for (int i = 0; i < 4; i++) {
      changed[at + i] = (byte) (size >>> (8 * i));
    }
    return changed;
  }

  private static Stream<Damage> encodings() {
    return Stream.of(
        Damage.encoding("Backup.xml", StandardCharsets.ISO_8859_1),
        Damage.encoding("bkupInfo.xml", StandardCharsets.ISO_8859_1),
        Damage.encoding(Damage.PREFERENCE, StandardCharsets.ISO_8859_1),
        Damage.bytes(
            "Backup.xml is of zeros", "Backup.xml", "", content -> new byte[content.length]),
        Damage.bytes(
            "registry.pol is text",
            Damage.REGISTRY,
            "PReg",
            content -> "[Software]".getBytes(StandardCharsets.UTF_8)),
        Damage.bytes(
            "GptTmpl.inf has half a surrogate pair",
            Damage.TEMPLATE,
            "is not text",
            content -> new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8, 'a', 0}),
        Damage.bytes(
            "scripts.ini says that it is UTF-8",
            Damage.SCRIPTS,
            "is not text",
            content -> new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xC3, '('}));
  }

  private static Stream<Damage> oddFiles() {
    return Stream.of(
        Damage.symbolicLink("Backup.xml"),
        Damage.symbolicLink("bkupInfo.xml"),
        Damage.symbolicLink(Damage.REGISTRY),
        Damage.namedPipe("Backup.xml"),
        Damage.namedPipe("bkupInfo.xml"),
        Damage.namedPipe(Damage.SCRIPTS),
        new Damage(
            "a folder in place of a file",
            "registry.pol",
            "is a folder",
            backup -> {
              Files.delete(backup.resolve(Damage.REGISTRY));
              Files.createDirectory(backup.resolve(Damage.REGISTRY));
            }),
        new Damage(
            "a file there twice in different case",
            "registry.pol",
            "is there twice",
            backup ->
                Files.copy(
                    backup.resolve(Damage.REGISTRY),
                    backup.resolve(Damage.REGISTRY.replace("registry", "REGISTRY")))));
  }

  private RestoreGpo restore() {
    return new RestoreGpo(new BackupSelector.ById(id), TestDomain.STORE);
  }

  private ImportGpo importIntoItself() {
    return new ImportGpo(
        new BackupSelector.ById(id),
        TestDomain.STORE,
        new GpoName.ByDisplayName(GPO),
        Optional.empty(),
        false,
        false,
        false);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void isRefusedNamingTheFileAndNothingIsTouched(Damage damage) throws Exception {
    damage.change().to(domain.store.resolve(Guids.braced(id)));
    assertRefused(restore(), damage);
    assertRefused(importIntoItself(), damage);
  }

  @ParameterizedTest
  @MethodSource("permissionsAndFilters")
  void isNotRestoredNamingTheFile(Damage damage) throws Exception {
    damage.change().to(domain.store.resolve(Guids.braced(id)));
    assertRefused(restore(), damage);
  }

  private void assertRefused(GpmcRequest request, Damage damage) throws Exception {
    writes.set(0);

    GpmcResult result = TestDomain.run(driver, request, TestDomain.nextOperation(), progress -> {});

    assertThat(result.overallStatus()).as("%s", result).isEqualTo(HResult.ERROR_INVALID_DATA);
    assertThat(result.detail())
        .containsIgnoringCase(damage.file())
        .contains(damage.reason())
        .contains("backup store 'default'")
        .doesNotContain("Exception", "\n")
        .hasSizeLessThan(1_000);
    assertThat(result.undone()).isTrue();
    assertThat(writes).as("calls that write to SYSVOL").hasValue(0);
    assertThat(domain.directory.gpos().find(gpo)).contains(before);
    assertThat(TestDomain.tree(domain.sysvolFolder())).isEqualTo(sysvolBefore);
  }

  @Test
  void aManifestThatGivesABackupToAnotherGpoDoesNotMoveItsRestoreToThatGpo() throws Exception {
    other("", "../manifest.xml", "GPOGuid", "", "")
        .change()
        .to(domain.store.resolve(Guids.braced(id)));
    UUID said = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    RestoreGpo latest =
        new RestoreGpo(new BackupSelector.LatestOf(new GpoName.ById(said)), TestDomain.STORE);

    GpmcResult result = TestDomain.run(driver, latest, TestDomain.nextOperation(), progress -> {});

    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_INVALID_DATA);
    assertThat(result.detail()).contains("manifest.xml", Guids.braced(said), Guids.braced(gpo));
  }

  @Test
  void theBackupThatIsDamagedHereIsRestoredWhileItIsWhole(@TempDir Path other) throws Exception {
    try (TestDomain another = TestDomain.open(other)) {
      another.embedded.seedSamples(name -> name.equals("Server Hardening"));
      copy(whole, another.store);
      another.succeed(
          ResultValue.Gpo.class, new RestoreGpo(new BackupSelector.ById(id), TestDomain.STORE));
    }
  }
}
