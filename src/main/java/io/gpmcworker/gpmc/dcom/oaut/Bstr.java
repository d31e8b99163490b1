package io.gpmcworker.gpmc.dcom.oaut;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.nio.charset.StandardCharsets;

/** Strings as {@code FLAGGED_WORD_BLOB} (MS-OAUT 2.2.23). */
public final class Bstr {

  private static final int NULL_BYTES = 0xFFFFFFFF;
  private static final int MAX_UNITS = 1 << 27;

  private Bstr() {}

  /** Reads a pointer and its referent at once, as a parameter of a method stands. */
  public static String read(NdrReader in) throws MalformedException {
    return in.pointer() ? readReferent(in) : "";
  }

  static String readReferent(NdrReader in) throws MalformedException {
    int units = in.count(MAX_UNITS, 2);
    int bytes = in.i32();
    in.conformance(units);
    if (bytes != NULL_BYTES && (bytes < 0 || bytes > 2 * units)) {
      throw new MalformedException("a string says that it has " + bytes + " bytes");
    }
    byte[] text = in.bytes(2 * units);
    return new String(text, 0, bytes == NULL_BYTES ? 0 : bytes & ~1, StandardCharsets.UTF_16LE);
  }

  /** Writes a pointer and its referent at once. */
  public static void write(NdrWriter out, String text) {
    out.pointer(true);
    writeReferent(out, text);
  }

  static void writeReferent(NdrWriter out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    out.i32(bytes.length / 2).i32(bytes.length).i32(bytes.length / 2).bytes(bytes);
  }
}
