package io.gpmcworker.gpmc.directory.call;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs made from names (RFC 9562 5.5, version 5): the same name gives the same UUID. */
public final class NameUuid {

  /** The name space of backup ids. */
  public static final UUID BACKUPS = UUID.fromString("c7a1a7f4-5d0b-4c53-9d3c-0e6f3f5f5a21");

  /** The name space of the GUIDs of new GPOs. */
  public static final UUID GPOS = UUID.fromString("5b0f6d52-0d43-4d0e-a5f5-9f3f1c0a7e64");

  /** The name space of the private folders of changes. */
  public static final UUID CHANGES = UUID.fromString("0b8a6f1e-6d0e-4f0b-8a3e-3a5f6de0c9b7");

  private NameUuid() {}

  /** The UUID of a name in a name space. */
  public static UUID of(UUID namespace, String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      long most = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
      long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
