package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.orpc.ComVersion;
import io.gpmcworker.gpmc.dcom.orpc.DualStringArray;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.rpce.AuthLevel;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcCall;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import io.gpmcworker.gpmc.dcom.rpce.RpcService;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code IObjectExporter} (MS-DCOM 3.1.2.5.1): tells where an exporter's objects are. */
final class OxidResolver implements RpcService {

  private static final int RESOLVE_OXID = 0;
  private static final int SIMPLE_PING = 1;
  private static final int COMPLEX_PING = 2;
  private static final int SERVER_ALIVE = 3;
  private static final int RESOLVE_OXID2 = 4;
  private static final int SERVER_ALIVE2 = 5;

  private static final int OK = 0;

  /** {@code OR_INVALID_OXID}. */
  private static final int NO_SUCH_EXPORTER = 1910;

  /** {@code OR_INVALID_SET}. */
  private static final int NO_SUCH_SET = 1912;

  private static final int MAX_PROTOCOLS = 64;

  private final long oxid;
  private final UUID remUnknown;
  private final DualStringArray objects;
  private final DualStringArray resolver;
  private final PingSets pings = new PingSets();

  OxidResolver(long oxid, UUID remUnknown, DualStringArray objects, DualStringArray resolver) {
    this.oxid = oxid;
    this.remUnknown = remUnknown;
    this.objects = objects;
    this.resolver = resolver;
  }

  @Override
  public boolean offers(UUID interfaceId) {
    return interfaceId.equals(Iids.IOBJECT_EXPORTER);
  }

  /**
   * A caller asks {@code ServerAlive2} without any security (MS-DCOM 3.2.4.1.2.1). Windows resolves
   * and pings as whoever it can, and as nobody if that fails; what it learns is of no use without
   * an account, since objects are called by nobody else.
   */
  @Override
  public boolean servesAnyone(UUID interfaceId, int opnum) {
    return opnum != COMPLEX_PING && offers(interfaceId);
  }

  @Override
  public boolean servesAnyone() {
    return true;
  }

  @Override
  public byte[] call(RpcCall call) throws MalformedException, RpcFaultException {
    NdrReader in = new NdrReader(call.stub());
    NdrWriter out = new NdrWriter();
    switch (call.opnum()) {
      case RESOLVE_OXID -> resolve(in, out, Optional.empty());
      case SIMPLE_PING -> out.i32(pings.ping(in.i64()) ? OK : NO_SUCH_SET);
      case COMPLEX_PING -> complexPing(in, out);
      case SERVER_ALIVE -> out.i32(OK);
      case RESOLVE_OXID2 -> resolve(in, out, Optional.of(ComVersion.CURRENT));
      case SERVER_ALIVE2 -> serverAlive2(out);
      default ->
          throw new RpcFaultException(
              RpcFaultException.NO_SUCH_METHOD, "IObjectExporter has no method " + call.opnum());
    }
    return out.toByteArray();
  }

  private void resolve(NdrReader in, NdrWriter out, Optional<ComVersion> version)
      throws MalformedException {
    boolean known = in.i64() == oxid;
    int protocols = in.u16();
    if (protocols > MAX_PROTOCOLS) {
      throw new MalformedException(protocols + " protocols are asked for");
    }
    in.conformance(protocols);
    in.skip(2 * protocols);
    out.pointer(known);
    if (known) {
      objects.writeConformant(out);
    }
    out.guid(known ? remUnknown : new UUID(0, 0));
    out.i32(AuthLevel.PACKET_PRIVACY.value());
    version.ifPresent(spoken -> spoken.write(out));
    out.i32(known ? OK : NO_SUCH_EXPORTER);
  }

  private void complexPing(NdrReader in, NdrWriter out) throws MalformedException {
    long set = in.i64();
    in.u16();
    int adding = in.u16();
    int removing = in.u16();
    Set<Long> added = oids(in, adding);
    Set<Long> removed = oids(in, removing);
    long id = pings.change(set, added, removed);
    out.i64(id == 0 ? set : id).u16(0).i32(id == 0 ? NO_SUCH_SET : OK);
  }

  private static Set<Long> oids(NdrReader in, int count) throws MalformedException {
    Set<Long> oids = new HashSet<>();
    if (in.pointer()) {
      in.conformance(count);
      for (int n = 0; n < count; n++) {
        oids.add(in.i64());
      }
    }
    return oids;
  }

  private void serverAlive2(NdrWriter out) {
    ComVersion.CURRENT.write(out);
    out.pointer(true);
    resolver.writeConformant(out);
    out.i32(0).i32(OK);
  }
}
