package io.gpmcworker.policy.registry;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A Registry.pol file (MS-GPREG 2.2.1): what the registry extension writes to one half's part of
 * the registry, in order. Reading and writing a file gives the same bytes.
 *
 * @param entries the instructions in file order
 */
public record RegistryPolicy(List<RegistryPolicyEntry> entries) {

  /** Largest file accepted, in bytes; Windows itself has no use for one near it. */
  public static final int MAX_SIZE = 64 << 20;

  static final int SIGNATURE = 0x67655250;
  static final int VERSION = 1;

  public RegistryPolicy {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a whole file.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is malformed; the message names the byte
   */
  public static RegistryPolicy read(byte[] content, String file) throws MalformedPolicyException {
    RegistryPolicyReader reader = new RegistryPolicyReader(content, file);
    reader.header();
    List<RegistryPolicyEntry> entries = new ArrayList<>();
    while (reader.hasMore()) {
      entries.add(reader.entry());
    }
    return new RegistryPolicy(entries);
  }

  /** The file's bytes. */
  public byte[] toByteArray() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeInt(out, SIGNATURE);
    writeInt(out, VERSION);
    for (RegistryPolicyEntry entry : entries) {
      writeText(out, "[" + entry.key() + "\0;" + entry.valueName() + "\0;");
      writeInt(out, entry.typeCode());
      writeText(out, ";");
      Bytes data = entry.data();
      writeInt(out, data.size());
      writeText(out, ";");
      out.writeBytes(data.toArray());
      writeText(out, "]");
    }
    return out.toByteArray();
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    // Unit by unit: an encoder would replace the lone surrogates that a file may hold.
    for (int i = 0; i < text.length(); i++) {
      out.write(text.charAt(i));
      out.write(text.charAt(i) >>> 8);
    }
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >>> shift);
    }
  }
}
