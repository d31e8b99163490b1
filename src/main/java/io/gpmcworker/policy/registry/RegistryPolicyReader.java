package io.gpmcworker.policy.registry;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the parts of a Registry.pol one after the other, within their limits. */
final class RegistryPolicyReader {

  private static final int MAX_KEY_LENGTH = 16_383;
  private static final int MAX_VALUE_NAME_LENGTH = 16_383;

  private final String file;
  private final ByteBuffer buffer;

  RegistryPolicyReader(byte[] content, String file) {
    this.file = file;
    this.buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasMore() {
    return buffer.hasRemaining();
  }

  void header() throws MalformedPolicyException {
    if (buffer.limit() > RegistryPolicy.MAX_SIZE) {
      throw malformed("is larger than " + RegistryPolicy.MAX_SIZE + " bytes", 0);
    }
    if (buffer.remaining() < 8
        || buffer.getInt() != RegistryPolicy.SIGNATURE
        || buffer.getInt() != RegistryPolicy.VERSION) {
      throw malformed("does not begin with PReg and version 1", 0);
    }
  }

  RegistryPolicyEntry entry() throws MalformedPolicyException {
    expect('[');
    String key = terminatedText("key", MAX_KEY_LENGTH);
    expect(';');
    String valueName = terminatedText("value name", MAX_VALUE_NAME_LENGTH);
    expect(';');
    int type = number("type");
    expect(';');
    int sizeAt = buffer.position();
    int size = number("size");
    expect(';');
    if (size < 0 || size > buffer.remaining()) {
      throw malformed(
          "says that "
              + Integer.toUnsignedLong(size)
              + " bytes of data follow, but only "
              + buffer.remaining()
              + " do",
          sizeAt);
    }
    byte[] data = new byte[size];
    buffer.get(data);
    expect(']');
    return new RegistryPolicyEntry(key, valueName, type, Bytes.of(data));
  }

  private void expect(char expected) throws MalformedPolicyException {
    int at = buffer.position();
    if (buffer.remaining() < 2 || buffer.getChar() != expected) {
      throw malformed("expected " + expected, at);
    }
  }

  private int number(String what) throws MalformedPolicyException {
    if (buffer.remaining() < 4) {
      throw malformed("ends inside the " + what, buffer.position());
    }
    return buffer.getInt();
  }

  private String terminatedText(String what, int maxLength) throws MalformedPolicyException {
    int start = buffer.position();
    StringBuilder text = new StringBuilder();
    while (buffer.remaining() >= 2) {
      char c = buffer.getChar();
      if (c == 0) {
        return text.toString();
      }
      if (text.length() == maxLength) {
        throw malformed(what + " of more than " + maxLength + " characters", start);
      }
      text.append(c);
    }
    throw malformed("ends inside the " + what, start);
  }

  private MalformedPolicyException malformed(String reason, int at) {
    return new MalformedPolicyException(file, reason + " (at byte " + at + ")");
  }
}
