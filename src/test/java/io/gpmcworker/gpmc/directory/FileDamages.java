package io.gpmcworker.gpmc.directory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;

/** Backups with files that are missing, cut, hostile, too large, in another encoding, or odd. */
final class FileDamages {

  private FileDamages() {}

  static Stream<Damage> all() {
    return Stream.of(missingFiles(), cutFiles(), hostileXml(), sizes(), encodings(), oddFiles())
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
}
