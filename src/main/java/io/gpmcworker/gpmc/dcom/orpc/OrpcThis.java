package io.gpmcworker.gpmc.dcom.orpc;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.UUID;

/**
 * The head of every call to an object (MS-DCOM 2.2.13.3). Its extensions are skipped.
 *
 * @param version what the caller speaks
 * @param causality what the call belongs to
 */
public record OrpcThis(ComVersion version, UUID causality) {

  private static final int MAX_EXTENSIONS = 64;
  private static final int MAX_EXTENSION_SIZE = 16 * 1024;

  /** Reads the head; the arguments follow. */
  public static OrpcThis read(NdrReader in) throws MalformedException {
    ComVersion version = ComVersion.read(in);
    in.i32();
    in.i32();
    UUID causality = in.guid();
    if (in.pointer()) {
      skipExtensions(in);
    }
    return new OrpcThis(version, causality);
  }

  /** Writes the head, without extensions; the arguments follow. */
  public NdrWriter write() {
    NdrWriter out = new NdrWriter();
    version.write(out);
    return out.i32(0).i32(0).guid(causality).pointer(false);
  }

  /** {@code ORPC_EXTENT_ARRAY}: an array of pointers, an even number of them. */
  private static void skipExtensions(NdrReader in) throws MalformedException {
    int count = in.count(MAX_EXTENSIONS, 1);
    in.i32();
    if (!in.pointer()) {
      return;
    }
    int even = (count + 1) & ~1;
    in.conformance(even);
    boolean[] present = new boolean[even];
    for (int n = 0; n < even; n++) {
      present[n] = in.pointer();
    }
    for (boolean one : present) {
      if (one) {
        int padded = in.count(MAX_EXTENSION_SIZE, 1);
        in.guid();
        int size = in.count(MAX_EXTENSION_SIZE, 1);
        if (padded != ((size + 7) & ~7)) {
          throw new MalformedException("an ORPC extension says two sizes");
        }
        in.skip(padded);
      }
    }
  }

  /** Reads over the head of an answer; the results follow. */
  public static void skipAnswer(NdrReader in) throws MalformedException {
    in.i32();
    if (in.pointer()) {
      skipExtensions(in);
    }
  }

  /** Writes the head of an answer, without extensions ({@code ORPCTHAT}, MS-DCOM 2.2.13.4). */
  public static NdrWriter answer() {
    return new NdrWriter().i32(0).pointer(false);
  }
}
