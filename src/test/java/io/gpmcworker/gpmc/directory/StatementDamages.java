package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Backups whose files are whole and say what cannot be: places, identities, settings. */
final class StatementDamages {

  private StatementDamages() {}

  static Stream<Damage> all() {
    return Stream.of(locations(), identities(), coreSettings()).flatMap(damages -> damages);
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
                Folders.copy(
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

  static Damage other(String what, String file, String element, String named, String reason) {
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
}
