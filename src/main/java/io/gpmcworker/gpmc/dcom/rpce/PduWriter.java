package io.gpmcworker.gpmc.dcom.rpce;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmSession;
import java.util.Arrays;
import java.util.Optional;

/** Builds fragments (C706 12.6.4). */
final class PduWriter {

  private static final int FRAGMENT_LENGTH = 8;
  private static final int AUTH_LENGTH = 10;

  /** Before the stub of a response. */
  static final int RESPONSE_HEAD = 24;

  /** Before what a fault may carry besides its status. */
  static final int FAULT_HEAD = 32;

  /** MS-RPCE 2.2.2.11 has a stub padded so that its trailer is aligned to this. */
  static final int STUB_ALIGNMENT = 16;

  private PduWriter() {}

  /** A session and how it protects. */
  record Protection(NtlmSession session, AuthLevel level, int contextId) {}

  static NdrWriter begin(PduType type, int flags, int callId) {
    return new NdrWriter()
        .u8(5)
        .u8(0)
        .u8(type.value())
        .u8(flags)
        .i32(0x10)
        .u16(0)
        .u16(0)
        .i32(callId);
  }

  /** Ends a fragment that carries a token of a handshake, or none. */
  static byte[] finish(NdrWriter out, Optional<Pdu.SecurityTrailer> answered, byte[] token) {
    if (answered.isPresent() && token.length > 0) {
      int padding = -out.size() & 3;
      out.align(4);
      trailer(out, answered.get().level(), padding, answered.get().contextId());
      out.bytes(token);
      out.patch16(AUTH_LENGTH, token.length);
    }
    out.patch16(FRAGMENT_LENGTH, out.size());
    return out.toByteArray();
  }

  /** Ends a fragment of an answer, signed and at privacy sealed. */
  private static byte[] finish(NdrWriter out, int head, Protection by) {
    int padding = -(out.size() - head) & (STUB_ALIGNMENT - 1);
    out.bytes(new byte[padding]);
    int sealed = by.level() == AuthLevel.PACKET_PRIVACY ? out.size() - head : 0;
    trailer(out, by.level().value(), padding, by.contextId());
    int signed = out.size();
    out.bytes(new byte[NtlmSession.SIGNATURE_SIZE]);
    out.patch16(FRAGMENT_LENGTH, out.size());
    out.patch16(AUTH_LENGTH, NtlmSession.SIGNATURE_SIZE);
    byte[] fragment = out.toByteArray();
    byte[] signature = by.session().sign(fragment, 0, signed, head, sealed);
    System.arraycopy(signature, 0, fragment, signed, signature.length);
    return fragment;
  }

  /** One fragment of a response; protected if its request was. */
  static byte[] response(
      int flags,
      int callId,
      int contextId,
      byte[] stub,
      int from,
      int to,
      Optional<Protection> by) {
    NdrWriter out = begin(PduType.RESPONSE, flags, callId);
    out.i32(stub.length - from).u16(contextId).u8(0).u8(0);
    out.bytes(Arrays.copyOfRange(stub, from, to));
    return by.isPresent()
        ? finish(out, RESPONSE_HEAD, by.get())
        : finish(out, Optional.empty(), new byte[0]);
  }

  /**
   * A fault; signed if there is a session to sign with. Of all but {@link
   * RpcFaultException#SERVER_FAULT} the caller is told that nothing was done.
   */
  static byte[] fault(int callId, int contextId, int status, Optional<Protection> by) {
    int executed = status == RpcFaultException.SERVER_FAULT ? 0 : Pdu.DID_NOT_EXECUTE;
    int flags = Pdu.FIRST_FRAGMENT | Pdu.LAST_FRAGMENT | executed;
    NdrWriter out = begin(PduType.FAULT, flags, callId);
    out.i32(0).u16(contextId).u8(0).u8(0).i32(status).i32(0);
    return by.isPresent()
        ? finish(out, FAULT_HEAD, by.get())
        : finish(out, Optional.empty(), new byte[0]);
  }

  private static void trailer(NdrWriter out, int level, int padding, int contextId) {
    out.u8(Pdu.SecurityTrailer.NTLM).u8(level).u8(padding).u8(0).i32(contextId);
  }
}
