package io.gpmcworker.gpmc.dcom.orpc;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.UUID;

/**
 * Names one interface of one object (MS-DCOM 2.2.18.2).
 *
 * @param publicReferences references that go to whoever gets it
 * @param oxid the object exporter
 * @param oid the object
 * @param ipid the interface of the object
 */
public record StdObjRef(int publicReferences, long oxid, long oid, UUID ipid) {

  static final int SIZE = 40;

  /** Reads one. */
  public static StdObjRef read(NdrReader in) throws MalformedException {
    in.align(8);
    in.i32();
    return new StdObjRef(in.i32(), in.i64(), in.i64(), in.guid());
  }

  /** Writes it. */
  public void write(NdrWriter out) {
    out.align(8).i32(0).i32(publicReferences).i64(oxid).i64(oid).guid(ipid);
  }
}
