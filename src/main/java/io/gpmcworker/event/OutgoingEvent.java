package io.gpmcworker.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * An event to be published.
 *
 * @param id CloudEvents {@code id}; the same however often the event is sent
 * @param subject the operation's id, which is also the record's key; empty for a rejected command
 *     whose operation could not be told
 * @param sequence place among the events of the operation, from 1 without gaps; empty on answers
 *     about operations never seen
 * @param correlationId the ticket that the command carried
 * @param causationId {@code id} of the command that brought this event about
 * @param traceparent W3C trace context of the command
 * @param dataRef the extension attribute of that name: where a result is that is too large for the
 *     record
 * @param data the JSON payload
 */
public record OutgoingEvent(
    UUID id,
    EventType type,
    Instant time,
    Optional<String> subject,
    OptionalLong sequence,
    Optional<String> correlationId,
    Optional<String> causationId,
    Optional<String> traceparent,
    Optional<String> dataRef,
    String data) {

  /** An event that has all of its data with it. */
  public OutgoingEvent(
      UUID id,
      EventType type,
      Instant time,
      Optional<String> subject,
      OptionalLong sequence,
      Optional<String> correlationId,
      Optional<String> causationId,
      Optional<String> traceparent,
      String data) {
    this(
        id,
        type,
        time,
        subject,
        sequence,
        correlationId,
        causationId,
        traceparent,
        Optional.empty(),
        data);
  }

  /** The extension attribute {@code sequence}, whose values are in order also as texts. */
  public static String sequenceText(long sequence) {
    return "%010d".formatted(sequence);
  }

  /**
   * A stable id (UUID version 8, RFC 9562) out of what makes an event the same event.
   *
   * @param parts in order; none of them can be mistaken for a part of its neighbour
   */
  public static UUID stableId(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
