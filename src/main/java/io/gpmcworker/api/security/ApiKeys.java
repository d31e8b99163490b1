package io.gpmcworker.api.security;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a file, known by their hashes alone. A key is a long random text, so a plain SHA-256
 * of it tells nothing about it.
 */
public final class ApiKeys {

  private static final Logger LOG = Logger.getLogger(ApiKeys.class);
  private static final int LARGEST_FILE = 1_048_576;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}@._\\\\-]{1,128}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final Map<String, Holder> byHash;

  private ApiKeys(Map<String, Holder> byHash) {
    this.byHash = Map.copyOf(byHash);
  }

  /** Who has a key. */
  public record Holder(String name, Role role) {}

  /**
   * Reads a file of keys.
   *
   * @throws IOException if it cannot be read or a line is none; the message is a sentence that
   *     names the line and never quotes it
   */
  public static ApiKeys read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("gpmc.api.keys-file is '%s', which is no file.".formatted(file));
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException(
          "gpmc.api.keys-file '%s' has more than %d bytes.".formatted(file, LARGEST_FILE));
    }
    if (othersMay(file, PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException(
          "gpmc.api.keys-file '%s' can be changed by everybody on this machine; take that away with chmod o-w."
              .formatted(file));
    }
    if (othersMay(file, PosixFilePermission.OTHERS_READ)) {
      LOG.warnf(
          "GPMC-A04 gpmc.api.keys-file '%s' can be read by everybody on this machine; take that away with chmod o-r",
          file);
    }
    Map<String, Holder> keys = new HashMap<>();
    List<String> lines = lines(file);
    for (int n = 0; n < lines.size(); n++) {
      String line = lines.get(n).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+");
      Optional<Role> role = parts.length == 3 ? Role.of(parts[1]) : Optional.empty();
      if (role.isEmpty()
          || !NAME.matcher(parts[0]).matches()
          || !SHA_256.matcher(parts[2]).matches()) {
        throw new IOException(
            "Line %d of gpmc.api.keys-file '%s' is not 'name role sha256', where role is viewer, operator or admin and sha256 has 64 hexadecimal digits."
                .formatted(n + 1, file));
      }
      keys.put(parts[2].toLowerCase(Locale.ROOT), new Holder(parts[0], role.get()));
    }
    if (keys.isEmpty()) {
      throw new IOException("gpmc.api.keys-file '%s' holds no key.".formatted(file));
    }
    return new ApiKeys(keys);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IOException("gpmc.api.keys-file '%s' is not UTF-8 text.".formatted(file), e);
    } catch (AccessDeniedException e) {
      throw new IOException(
          "gpmc.api.keys-file '%s' may not be read by the worker's account.".formatted(file), e);
    }
  }

  /** False where files have no such permissions. */
  private static boolean othersMay(Path file, PosixFilePermission what) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view != null && view.readAttributes().permissions().contains(what);
  }

  /** Who has the given key. */
  public Optional<Holder> holder(String key) {
    return Optional.ofNullable(byHash.get(hash(key)));
  }

  private static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
