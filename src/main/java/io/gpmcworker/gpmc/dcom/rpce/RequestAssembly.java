package io.gpmcworker.gpmc.dcom.rpce;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.UUID;

/** A request whose fragments are arriving (C706 12.6.4.9). */
final class RequestAssembly {

  private final int callId;
  private final Head head;
  private final RpcLimits limits;
  private final RequestMemory memory;
  private final ByteArrayOutputStream stub = new ByteArrayOutputStream();

  /**
   * What stands before the stub of each fragment.
   *
   * @param size how many bytes it takes
   */
  record Head(int contextId, int opnum, Optional<UUID> object, int size) {

    static Head read(Pdu pdu) throws MalformedException {
      NdrReader in = pdu.body();
      in.skip(4);
      int contextId = in.u16();
      int opnum = in.u16();
      Optional<UUID> object = pdu.has(Pdu.OBJECT_UUID) ? Optional.of(in.guid()) : Optional.empty();
      return new Head(contextId, opnum, object, in.position());
    }
  }

  RequestAssembly(int callId, Head head, RpcLimits limits, RequestMemory memory) {
    this.callId = callId;
    this.head = head;
    this.limits = limits;
    this.memory = memory;
  }

  int callId() {
    return callId;
  }

  Head head() {
    return head;
  }

  void add(Pdu pdu, Head fragment, byte[] opened) throws MalformedException, RefusedException {
    if (pdu.callId() != callId || fragment.contextId() != head.contextId()) {
      throw new MalformedException("the fragments of two requests are mixed");
    }
    int size = pdu.bodyEnd() - fragment.size();
    if (size < 0) {
      throw new MalformedException("a request ends before its stub");
    }
    if (stub.size() + size > limits.request()) {
      throw new RefusedException("a request is larger than " + limits.request() + " bytes");
    }
    if (!memory.take(size)) {
      throw new RefusedException(
          "all requests together are larger than " + limits.requests() + " bytes");
    }
    stub.write(opened, fragment.size(), size);
  }

  byte[] stub() {
    return stub.toByteArray();
  }

  /** Gives its room back. */
  void end() {
    memory.giveBack(stub.size());
  }
}
