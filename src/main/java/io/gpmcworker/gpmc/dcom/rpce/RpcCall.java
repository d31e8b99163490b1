package io.gpmcworker.gpmc.dcom.rpce;

import java.util.Optional;
import java.util.UUID;

/**
 * A call that has arrived whole, from a caller who is known.
 *
 * @param interfaceId the interface that the caller bound
 * @param opnum the method's number
 * @param object the object that is called; in DCOM the IPID
 * @param stub the arguments
 * @param caller who calls, as {@link io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount#toString} names him
 * @param level how the call was protected, and how its answer will be
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record RpcCall(
    UUID interfaceId,
    int opnum,
    Optional<UUID> object,
    byte[] stub,
    String caller,
    AuthLevel level) {}
