package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.OrpcThis;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcCall;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import io.gpmcworker.gpmc.dcom.rpce.RpcService;
import java.util.Set;
import java.util.UUID;

/** Carries calls to the objects that they name (MS-DCOM 3.1.1.5.4). */
final class ObjectService implements RpcService {

  /** Of {@code IUnknown}, whose methods are not called over a network. */
  private static final int FIRST_OWN_METHOD = 3;

  private final ObjectTable table;
  private final Set<UUID> interfaces;

  /**
   * @param interfaces what objects may have
   */
  ObjectService(ObjectTable table, Set<UUID> interfaces) {
    this.table = table;
    this.interfaces = Set.copyOf(interfaces);
  }

  @Override
  public boolean offers(UUID interfaceId) {
    return interfaceId.equals(Iids.IREM_UNKNOWN)
        || interfaceId.equals(Iids.IREM_UNKNOWN2)
        || interfaceId.equals(Iids.IUNKNOWN)
        || interfaces.contains(interfaceId);
  }

  @Override
  public byte[] call(RpcCall call) throws MalformedException, RpcFaultException {
    ObjectTable.Facet facet =
        call.object()
            .flatMap(table::find)
            .orElseThrow(() ->
                new RpcFaultException(
                    RpcFaultException.DISCONNECTED, "a call names an object that is not here"));
    boolean sameInterface = facet.iid().equals(call.interfaceId());
    boolean remUnknown = facet.entry().object() instanceof RemUnknown;
    if (!sameInterface && !(remUnknown && isRemUnknown(call.interfaceId()))) {
      throw new RpcFaultException(
          RpcFaultException.NO_SUCH_INTERFACE, "a call names another interface than its object");
    }
    if (!facet.entry().object().serves(call.caller())) {
      throw new RpcFaultException(
          RpcFaultException.ACCESS_DENIED, "the object is called by " + call.caller());
    }
    if (call.opnum() < FIRST_OWN_METHOD) {
      throw new RpcFaultException(
          RpcFaultException.NO_SUCH_METHOD, "IUnknown is called over the network");
    }
    NdrReader in = new NdrReader(call.stub());
    OrpcThis.read(in);
    NdrWriter out = OrpcThis.answer();
    facet.entry().object().call(facet.iid(), call.opnum(), in, out);
    return out.toByteArray();
  }

  private static boolean isRemUnknown(UUID iid) {
    return iid.equals(Iids.IREM_UNKNOWN) || iid.equals(Iids.IREM_UNKNOWN2);
  }
}
