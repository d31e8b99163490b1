package io.gpmcworker.gpmc.dcom.orpc;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.UUID;

/**
 * A marshalled reference to an interface, of the standard form (MS-DCOM 2.2.18.4): objects that are
 * marshalled by value or by code of their own are refused.
 *
 * @param iid the interface
 * @param reference the object
 * @param resolver where the exporter's addresses are asked for
 */
public record ObjRef(UUID iid, StdObjRef reference, DualStringArray resolver) {

  private static final int SIGNATURE = 0x574F454D; // MEOW
  private static final int STANDARD = 1;

  /** Larger ones are refused; Windows' have some hundred bytes. */
  private static final int MAX_SIZE = 64 * 1024;

  /** Reads the bytes of one. */
  public static ObjRef read(byte[] bytes) throws MalformedException {
    NdrReader in = new NdrReader(bytes);
    if (in.i32() != SIGNATURE) {
      throw new MalformedException("a reference to an object lacks its signature");
    }
    int form = in.i32();
    if (form != STANDARD) {
      throw new MalformedException(
          "a reference to an object is of form " + form + " and not of the standard one");
    }
    UUID iid = in.guid();
    return new ObjRef(iid, StdObjRef.read(in), DualStringArray.read(in));
  }

  /** Reads one as {@code MInterfacePointer}, the referent of an interface pointer. */
  public static ObjRef readPointer(NdrReader in) throws MalformedException {
    int size = in.count(MAX_SIZE, 1);
    in.conformance(size);
    return read(in.bytes(size));
  }

  /** Its bytes. */
  public byte[] toByteArray() {
    NdrWriter out = new NdrWriter().i32(SIGNATURE).i32(STANDARD).guid(iid);
    reference.write(out);
    resolver.write(out);
    return out.toByteArray();
  }

  /** Writes it as {@code MInterfacePointer}. */
  public void writePointer(NdrWriter out) {
    byte[] bytes = toByteArray();
    out.i32(bytes.length).i32(bytes.length).bytes(bytes);
  }
}
