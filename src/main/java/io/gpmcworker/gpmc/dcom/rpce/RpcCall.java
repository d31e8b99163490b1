package io.gpmcworker.gpmc.dcom.rpce;

import java.util.Optional;
import java.util.UUID;

/**
 * A call that has arrived whole.
 *
 * @param interfaceId the interface that the caller bound
 * @param opnum the method's number
 * @param object the object that is called; in DCOM the IPID
 * @param stub the arguments
 * @param caller who calls; empty for a caller who does not say so; else as {@link
 *     io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount#toString} names him
 * @param level how the call was protected, and how its answer will be; empty if it was not
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record RpcCall(
    UUID interfaceId,
    int opnum,
    Optional<UUID> object,
    byte[] stub,
    String caller,
    Optional<AuthLevel> level) {}
