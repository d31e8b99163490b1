package io.gpmcworker.event;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A record that is no valid command, as it goes to the dead-letter topic: key, value and headers as
 * they came, with the reason beside them.
 *
 * @param reason the sentence that {@code command.rejected} carries too
 * @param leftOut bytes of the record that did not fit beside the reason; 0 unless the record was
 *     about as large as the broker takes. The whole record is at the given place
 */
public record DeadLetter(
    Optional<byte[]> key,
    Optional<byte[]> value,
    List<Header> headers,
    String reason,
    int leftOut,
    String topic,
    int partition,
    long offset) {

  /**
   * Bytes of key, headers and value that a dead letter carries on; the rest of what a broker takes
   * by default (1 MiB) is for what is added.
   */
  public static final int LARGEST = 1_000_000;

  public DeadLetter {
    headers = List.copyOf(headers);
  }

  /**
   * A header of the record.
   *
   * @param base64 its value
   */
  public record Header(String name, String base64) {

    /** A header with the given bytes as its value. */
    public static Header of(String name, byte[] value) {
      return new Header(name, Base64.getEncoder().encodeToString(value));
    }

    /** The value. */
    public byte[] value() {
      return Base64.getDecoder().decode(base64);
    }
  }
}
