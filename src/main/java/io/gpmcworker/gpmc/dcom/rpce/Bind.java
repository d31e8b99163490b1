package io.gpmcworker.gpmc.dcom.rpce;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a caller asks for in a bind or an alter-context (C706 12.6.4.3, 12.6.4.1).
 *
 * @param maxReceive the largest fragment that the caller takes
 * @param associationGroup which of the caller's connections belong together; 0 for a new group
 * @param contexts the interfaces
 */
record Bind(int maxReceive, int associationGroup, List<Context> contexts) {

  /** NDR, version 2. */
  static final UUID NDR = UUID.fromString("8a885d04-1ceb-11c9-9fe8-08002b104860");

  static final int NDR_VERSION = 2;

  /** The first half of "transfer syntaxes" that negotiate features instead (MS-RPCE 3.3.1.5.3). */
  private static final long FEATURES = 0x6cb71c2c_9812_4540L;

  private static final int MAX_CONTEXTS = 64;
  private static final int MAX_SYNTAXES = 16;

  /**
   * One interface.
   *
   * @param id the caller's number for it
   * @param version its version, the minor one in the high half
   */
  record Context(int id, UUID interfaceId, int version, List<Syntax> syntaxes) {

    boolean offersNdr() {
      return syntaxes.stream().anyMatch(s -> s.id().equals(NDR) && s.version() == NDR_VERSION);
    }

    boolean negotiatesFeatures() {
      return syntaxes.stream().anyMatch(s -> s.id().getMostSignificantBits() == FEATURES);
    }
  }

  /** A transfer syntax. */
  record Syntax(UUID id, int version) {}

  static Bind read(Pdu pdu) throws MalformedException {
    NdrReader in = pdu.body();
    in.u16();
    int maxReceive = in.u16();
    int group = in.i32();
    int count = in.u8();
    in.skip(3);
    if (count == 0 || count > MAX_CONTEXTS) {
      throw new MalformedException("a bind names " + count + " interfaces");
    }
    List<Context> contexts = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int id = in.u16();
      int syntaxCount = in.u8();
      in.skip(1);
      if (syntaxCount == 0 || syntaxCount > MAX_SYNTAXES) {
        throw new MalformedException("a bind names " + syntaxCount + " transfer syntaxes");
      }
      UUID interfaceId = in.guid();
      int version = in.i32();
      List<Syntax> syntaxes = new ArrayList<>();
      for (int s = 0; s < syntaxCount; s++) {
        syntaxes.add(new Syntax(in.guid(), in.i32()));
      }
      contexts.add(new Context(id, interfaceId, version, syntaxes));
    }
    return new Bind(maxReceive, group, contexts);
  }
}
