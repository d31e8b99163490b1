package io.gpmcworker.gpmc.dcom.orpc;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;

/** The version of DCOM that is spoken (MS-DCOM 2.2.11). */
public record ComVersion(int major, int minor) {

  /** What Windows speaks today. */
  public static final ComVersion CURRENT = new ComVersion(5, 7);

  static ComVersion read(NdrReader in) throws MalformedException {
    return new ComVersion(in.u16(), in.u16());
  }

  /** Writes it. */
  public void write(NdrWriter out) {
    out.u16(major).u16(minor);
  }
}
