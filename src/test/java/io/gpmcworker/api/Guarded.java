package io.gpmcworker.api;

import io.gpmcworker.policy.backup.WrittenBackup;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A worker with keys for three people and a program, and a store with two backups of one GPO. */
public final class Guarded implements QuarkusTestProfile {

  public static final String HEADER = "X-API-Key";
  public static final String VIEWER = "key-of-the-viewer";
  public static final String OPERATOR = "key-of-the-operator";
  public static final String ADMIN = "key-of-the-admin";

  /** A program that asks again and again. */
  static final String LOOPING = "key-of-a-program";

  static final int COMMANDS_PER_MINUTE = 40;

  /** The computer half's security settings. */
  private static final String SECURITY =
      "[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]";

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path folder = Files.createTempDirectory("guarded-");
      Path keys =
          Files.writeString(
              folder.resolve("keys"),
              """
              vera viewer %s
              otto operator %s
              adam admin %s
              loop operator %s
              """
                  .formatted(hash(VIEWER), hash(OPERATOR), hash(ADMIN), hash(LOOPING)));
      Path store = folder.resolve("store");
      backup(store, 7);
      backup(store, 12);
      return Map.of(
          "gpmc.api.keys-file",
          keys.toString(),
          "gpmc.api.commands-per-minute",
          Integer.toString(COMMANDS_PER_MINUTE),
          "gpmc.backup-stores.default.path",
          store.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void backup(Path store, int passwordLength) throws IOException {
    new WrittenBackup()
        .name("Default Domain Policy")
        .extensions(SECURITY)
        .file(
            "Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf",
            "[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = %d\r\n"
                .formatted(passwordLength))
        .write(store);
  }

  private static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
