package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.RpcCall;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import io.gpmcworker.gpmc.dcom.rpce.RpcService;
import java.util.UUID;

/** Two services on one port. */
record TwoServices(RpcService first, RpcService second) implements RpcService {

  @Override
  public boolean offers(UUID interfaceId) {
    return first.offers(interfaceId) || second.offers(interfaceId);
  }

  @Override
  public boolean servesAnyone(UUID interfaceId, int opnum) {
    return first.offers(interfaceId)
        ? first.servesAnyone(interfaceId, opnum)
        : second.servesAnyone(interfaceId, opnum);
  }

  @Override
  public boolean servesAnyone() {
    return first.servesAnyone() || second.servesAnyone();
  }

  @Override
  public byte[] call(RpcCall call) throws MalformedException, RpcFaultException {
    return first.offers(call.interfaceId()) ? first.call(call) : second.call(call);
  }
}
