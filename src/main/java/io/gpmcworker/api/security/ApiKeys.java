package io.gpmcworker.api.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a file, known by their hashes alone. A key is a long random text, so a plain SHA-256
 * of it tells nothing about it.
 */
public final class ApiKeys {

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
   * @throws IOException if it cannot be read or a line is none; the message is a sentence that names
   *     the line and never quotes it
   */
  public static ApiKeys read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("gpmc.api.keys-file is '%s', which is no file.".formatted(file));
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException(
          "gpmc.api.keys-file '%s' has more than %d bytes.".formatted(file, LARGEST_FILE));
    }
    Map<String, Holder> keys = new HashMap<>();
    List<String> lines = Files.readAllLines(file);
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
