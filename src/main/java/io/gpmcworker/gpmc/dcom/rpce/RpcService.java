package io.gpmcworker.gpmc.dcom.rpce;

import java.util.UUID;

/** What a server offers. Called by many connections at once, each one call at a time. */
public interface RpcService {

  /** Whether the interface, in its version 0.0, may be bound. */
  boolean offers(UUID interfaceId);

  /**
   * Whether a call of a method is served to a caller who does not say who he is. It is small, costs
   * nothing that lasts, and tells nothing that is secret. No method is, by default.
   */
  default boolean servesAnyone(UUID interfaceId, int opnum) {
    return false;
  }

  /** Whether there is any method that {@link #servesAnyone}. */
  default boolean servesAnyone() {
    return false;
  }

  /**
   * Does a call.
   *
   * @return the results
   * @throws MalformedException if the arguments are not what the method takes
   * @throws RpcFaultException to answer with another fault
   */
  byte[] call(RpcCall call) throws MalformedException, RpcFaultException;
}
