package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.RpcCall;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import io.gpmcworker.gpmc.dcom.rpce.RpcService;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A service that is known only after its port is; a caller who is quicker waits. */
final class DelayedService implements RpcService {

  private final CompletableFuture<RpcService> service = new CompletableFuture<>();

  void is(RpcService known) {
    service.complete(known);
  }

  @Override
  public boolean offers(UUID interfaceId) {
    return service.join().offers(interfaceId);
  }

  @Override
  public boolean servesAnyone(UUID interfaceId, int opnum) {
    return service.join().servesAnyone(interfaceId, opnum);
  }

  @Override
  public boolean servesAnyone() {
    return service.join().servesAnyone();
  }

  @Override
  public byte[] call(RpcCall call) throws MalformedException, RpcFaultException {
    return service.join().call(call);
  }
}
