package io.gpmcworker.gpmc.dcom.orpc;

import java.util.UUID;

/** Interfaces of DCOM itself (MS-DCOM 1.9, MS-OAUT 1.9). */
public final class Iids {

  public static final UUID IUNKNOWN = UUID.fromString("00000000-0000-0000-c000-000000000046");
  public static final UUID IREM_UNKNOWN = UUID.fromString("00000131-0000-0000-c000-000000000046");
  public static final UUID IREM_UNKNOWN2 = UUID.fromString("00000143-0000-0000-c000-000000000046");
  public static final UUID IDISPATCH = UUID.fromString("00020400-0000-0000-c000-000000000046");
  public static final UUID IOBJECT_EXPORTER =
      UUID.fromString("99fcfec4-5260-101b-bbcb-00aa0021347a");

  private Iids() {}
}
