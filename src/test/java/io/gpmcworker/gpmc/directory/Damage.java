package io.gpmcworker.gpmc.directory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/** Ways to damage a backup, each with the file that a refusal must name. */
record Damage(String what, String file, String reason, Change change) {

  /** Damages the backup in a folder; the store is the folder around it. */
  @FunctionalInterface
  interface Change {
    void to(Path backup) throws IOException;
  }

  static final String PAYLOAD = "DomainSysvol/GPO/";
  static final String REGISTRY = PAYLOAD + "Machine/registry.pol";
  static final String TEMPLATE = PAYLOAD + "Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf";
  static final String PREFERENCE = PAYLOAD + "Machine/Preferences/Groups/Groups.xml";
  static final String SCRIPTS = PAYLOAD + "Machine/Scripts/scripts.ini";

  private static final String BOMB =
      "<!DOCTYPE b [<!ENTITY a \"boom\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
          + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
          + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
  private static final String EXTERNAL = "<!DOCTYPE b [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";

  @Override
  public String toString() {
    return what;
  }

  static Damage missing(String file) {
    return new Damage(
        file + " is missing", lastName(file), "", backup -> Files.delete(backup.resolve(file)));
  }

  /** The file, cut after a part of it. */
  static Damage cut(String file, double part, String reason) {
    return bytes(
        file + " is cut after " + (int) (100 * part) + " %",
        file,
        reason,
        content -> Arrays.copyOf(content, (int) (content.length * part)));
  }

  static Damage bytes(String what, String file, String reason, UnaryOperator<byte[]> change) {
    return new Damage(
        what,
        lastName(file),
        reason,
        backup -> {
          Path path = backup.resolve(file);
          Files.write(path, change.apply(Files.readAllBytes(path)));
        });
  }

  /** Text replaced in a file; it fails the test if the text is not there. */
  static Damage text(String what, String file, String reason, String before, String after) {
    return new Damage(what, lastName(file), reason, backup -> replace(backup, file, before, after));
  }

  static void replace(Path backup, String file, String before, String after) throws IOException {
    Path path = backup.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(before)) {
      throw new AssertionError(file + " does not hold " + before);
    }
    Files.writeString(path, text.replace(before, after));
  }

  static Damage xmlBomb(String file) {
    return documentType("an XML bomb in " + file, file, BOMB, "&d;");
  }

  static Damage externalEntity(String file) {
    return documentType("an external entity in " + file, file, EXTERNAL, "&e;");
  }

  private static Damage documentType(String what, String file, String type, String reference) {
    return bytes(
        what,
        file,
        "document type",
        content -> {
          String text = new String(content, StandardCharsets.UTF_8);
          int root = text.contains("?>") ? text.indexOf("?>") + 2 : 0;
          int end = text.indexOf('>', text.indexOf('<', root) + 1) + 1;
          return (text.substring(0, root)
                  + type
                  + text.substring(root, end)
                  + reference
                  + text.substring(end))
              .getBytes(StandardCharsets.UTF_8);
        });
  }

  static Damage nested(String file, String marker) {
    return bytes(
        "absurd nesting in " + file,
        file,
        "nests deeper",
        content -> {
          String text = new String(content, StandardCharsets.UTF_8);
          int at = text.indexOf(marker);
          return (text.substring(0, at)
                  + "<x>".repeat(20_000)
                  + "</x>".repeat(20_000)
                  + text.substring(at))
              .getBytes(StandardCharsets.UTF_8);
        });
  }

  /** Bytes that are no text in the encoding that the file says. */
  static Damage encoding(String file, Charset written) {
    return bytes(
        file + " is in " + written + " and says otherwise",
        file,
        "",
        content ->
            new String(content, StandardCharsets.UTF_8).replace("><", ">Ä<").getBytes(written));
  }

  static Damage symbolicLink(String file) {
    return new Damage(
        file + " is a symbolic link",
        lastName(file),
        "",
        backup -> {
          Path path = backup.resolve(file);
          Path elsewhere = backup.resolve("elsewhere");
          Files.move(path, elsewhere);
          Files.createSymbolicLink(path, elsewhere);
        });
  }

  static Damage namedPipe(String file) {
    return new Damage(
        file + " is a named pipe",
        lastName(file),
        "",
        backup -> {
          Path path = backup.resolve(file);
          Files.delete(path);
          try {
            Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0,
                "no mkfifo here; the case of a named pipe in a backup is left out");
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
  }

  static Damage larger(String file, long size) {
    return new Damage(
        file + " is of " + size + " bytes",
        lastName(file),
        "larger than",
        backup -> {
          try (RandomAccessFile sparse =
              new RandomAccessFile(backup.resolve(file).toFile(), "rw")) {
            sparse.setLength(size);
          }
        });
  }

  static String lastName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
