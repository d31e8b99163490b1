package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import java.util.Set;
import java.util.UUID;

/** An object that may be called from outside. Called by many connections at once. */
public interface ComObject {

  /** Its interfaces besides {@code IUnknown}. */
  Set<UUID> interfaces();

  /**
   * Does a call of a method of its own, number 3 or higher.
   *
   * @param in the arguments, behind the head of the call
   * @param out the answer, behind its head: results and HRESULT go here
   * @throws MalformedException if the arguments are not what the method takes
   * @throws RpcFaultException if there is no such method, or the call cannot be answered
   */
  void call(UUID iid, int opnum, NdrReader in, NdrWriter out)
      throws MalformedException, RpcFaultException;

  /**
   * Whether a caller may call it. Whoever holds a reference may by default.
   *
   * @param caller who calls, as {@link io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount#toString} names him
   */
  default boolean serves(String caller) {
    return true;
  }

  /** Nobody outside holds a reference any more. The object is gone from the table then. */
  default void released() {}
}
