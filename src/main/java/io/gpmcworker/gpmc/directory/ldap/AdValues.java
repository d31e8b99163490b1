package io.gpmcworker.gpmc.directory.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Values as Active Directory writes them. */
public final class AdValues {

  private static final int GUID_SIZE = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'.0Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter WMI_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS'-000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AdValues() {}

  /** A time as WMI writes it, in UTC. */
  static String wmiTime(Instant time) {
    return WMI_TIME.format(time);
  }

  /** A GUID as 16 bytes, its first three groups little-endian (MS-DTYP 2.3.4.2). */
  public static byte[] guid(UUID id) {
    return ByteBuffer.allocate(GUID_SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (id.getMostSignificantBits() >>> 32))
        .putShort((short) (id.getMostSignificantBits() >>> 16))
        .putShort((short) id.getMostSignificantBits())
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** The GUID in 16 bytes; empty if there are not 16. */
  public static Optional<UUID> guid(byte[] bytes) {
    if (bytes.length != GUID_SIZE) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long first = Integer.toUnsignedLong(buffer.getInt());
    long second = Short.toUnsignedLong(buffer.getShort());
    long third = Short.toUnsignedLong(buffer.getShort());
    long rest = buffer.order(ByteOrder.BIG_ENDIAN).getLong();
    return Optional.of(new UUID(first << 32 | second << 16 | third, rest));
  }

  /** A time in whole seconds, as {@code 20260131120000.0Z}. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** The time that a text such as {@code 20260131120000.0Z} stands for; empty if none. */
  public static Optional<Instant> time(String text) {
    try {
      return Optional.of(TIME.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
