package io.gpmcworker.gpmc.dcom.rpce;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAcceptor;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmSession;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection, served by one thread. It ends with the first thing that is malformed or
 * refused.
 */
final class RpcConnection {

  private static final System.Logger LOG = System.getLogger(RpcConnection.class.getName());

  /** More interfaces than an object has. */
  private static final int MAX_CONTEXTS = 256;

  private final FragmentStream stream;
  private final RpcService service;
  private final RpcLimits limits;
  private final RequestMemory memory;
  private final int port;
  private final Runnable known;
  private final SecurityContexts security;
  private final long handshakeDeadline;
  private final Map<Integer, UUID> contexts = new HashMap<>();
  private int maxSend = Pdu.MUST_RECEIVE;
  private boolean bound;
  private @Nullable RequestAssembly request;

  /**
   * @param known told once, when a caller has proven who he is
   */
  RpcConnection(
      FragmentStream stream,
      RpcService service,
      Supplier<NtlmAcceptor> acceptors,
      RpcLimits limits,
      RequestMemory memory,
      int port,
      Runnable known) {
    this.stream = stream;
    this.service = service;
    this.limits = limits;
    this.memory = memory;
    this.port = port;
    this.known = known;
    this.security = new SecurityContexts(acceptors);
    this.handshakeDeadline = System.nanoTime() + limits.handshake().toNanos();
  }

  /**
   * Serves until the caller goes or is sent away.
   *
   * @param refusals is told why he is sent away
   */
  void serve(Consumer<String> refusals) {
    try {
      while (true) {
        Pdu pdu = stream.read(patience());
        try {
          handle(pdu);
        } catch (RefusedException e) {
          refusals.accept(e.why());
          refuse(pdu);
          return;
        }
      }
    } catch (MalformedException e) {
      refusals.accept(e.what());
    } catch (SocketTimeoutException e) {
      if (!security.established()) {
        refusals.accept("the caller did not say who he is in time");
      }
    } catch (EOFException | SocketException e) {
      LOG.log(System.Logger.Level.TRACE, "A caller has hung up");
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A caller's connection broke", e);
    } finally {
      if (request != null) {
        request.end();
      }
      stream.close();
    }
  }

  private Duration patience() {
    if (!security.established()) {
      return Duration.ofNanos(handshakeDeadline - System.nanoTime());
    }
    return request == null ? limits.idle() : limits.fragment();
  }

  private void handle(Pdu pdu) throws IOException, MalformedException, RefusedException {
    switch (pdu.type()) {
      case BIND, ALTER_CONTEXT -> bind(pdu);
      case AUTH3 -> finishHandshake(pdu);
      case REQUEST -> request(pdu);
      case CO_CANCEL, ORPHANED -> {
        // Calls are short, and none is given up halfway.
      }
      case RESPONSE, FAULT, BIND_ACK, BIND_NAK, ALTER_CONTEXT_RESPONSE ->
          throw new MalformedException("a caller sends an answer");
    }
  }

  private void bind(Pdu pdu) throws IOException, MalformedException, RefusedException {
    boolean first = pdu.type() == PduType.BIND;
    if (first == bound) {
      throw new MalformedException("binds and alterations come in the wrong order");
    }
    if (pdu.trailer().isEmpty() && !security.established() && !service.servesAnyone()) {
      throw new RefusedException("the caller does not authenticate");
    }
    Bind bind = Bind.read(pdu);
    byte[] token = new byte[0];
    if (pdu.trailer().isPresent()) {
      token = security.begin(pdu.trailer().get());
    }
    if (first) {
      bound = true;
      maxSend = Math.clamp(bind.maxReceive(), Pdu.MUST_RECEIVE, Pdu.MAX_FRAGMENT);
    }
    for (Bind.Context context : bind.contexts()) {
      if (BindAnswers.accepts(context, service::offers)) {
        contexts.put(context.id(), context.interfaceId());
      }
    }
    if (contexts.size() > MAX_CONTEXTS) {
      throw new RefusedException("more than " + MAX_CONTEXTS + " interfaces are bound");
    }
    int group = bind.associationGroup() == 0 ? 1 : bind.associationGroup();
    stream.write(BindAnswers.acknowledge(pdu, bind, service::offers, group, port, token));
  }

  private void finishHandshake(Pdu pdu) throws RefusedException {
    boolean before = security.established();
    security.finish(
        pdu.trailer().orElseThrow(() -> new RefusedException("a handshake ends with nothing")));
    if (!before) {
      known.run();
    }
  }

  private void request(Pdu pdu) throws IOException, MalformedException, RefusedException {
    RequestAssembly.Head head = RequestAssembly.Head.read(pdu);
    if (!security.established()) {
      requestOfAnyone(pdu, head);
      return;
    }
    byte[] opened = pdu.bytes();
    PduWriter.Protection protection = security.open(pdu, opened, head.size());
    RequestAssembly current = request;
    if (pdu.has(Pdu.FIRST_FRAGMENT) != (current == null)) {
      throw new MalformedException("the fragments of a request come in the wrong order");
    }
    if (current == null) {
      current = new RequestAssembly(pdu.callId(), head, limits, memory);
      request = current;
    }
    current.add(pdu, head, opened);
    if (pdu.has(Pdu.LAST_FRAGMENT)) {
      try {
        dispatch(current, Optional.of(protection));
      } finally {
        current.end();
        request = null;
      }
    }
  }

  /** Of one fragment, for a method that anyone may call. */
  private void requestOfAnyone(Pdu pdu, RequestAssembly.Head head)
      throws IOException, MalformedException, RefusedException {
    UUID interfaceId = contexts.get(head.contextId());
    if (pdu.trailer().isPresent()
        || interfaceId == null
        || !service.servesAnyone(interfaceId, head.opnum())) {
      throw new RefusedException("a request comes before its caller is known");
    }
    if (!pdu.has(Pdu.FIRST_FRAGMENT) || !pdu.has(Pdu.LAST_FRAGMENT)) {
      throw new RefusedException("a request of a caller who is not known has several fragments");
    }
    RequestAssembly whole = new RequestAssembly(pdu.callId(), head, limits, memory);
    try {
      whole.add(pdu, head, pdu.bytes());
      dispatch(whole, Optional.empty());
    } finally {
      whole.end();
    }
  }

  private void dispatch(RequestAssembly request, Optional<PduWriter.Protection> by)
      throws IOException {
    int callId = request.callId();
    int contextId = request.head().contextId();
    try {
      UUID interfaceId = contexts.get(contextId);
      if (interfaceId == null) {
        throw new RpcFaultException(
            RpcFaultException.NO_SUCH_INTERFACE, "a call names an interface that is not bound");
      }
      byte[] stub =
          service.call(
              new RpcCall(
                  interfaceId,
                  request.head().opnum(),
                  request.head().object(),
                  request.stub(),
                  by.map(known -> known.session().caller()).orElse(""),
                  by.map(PduWriter.Protection::level)));
      respond(callId, contextId, stub, by);
    } catch (RpcFaultException e) {
      LOG.log(System.Logger.Level.DEBUG, "A call is answered with a fault: {0}", e.getMessage());
      stream.write(PduWriter.fault(callId, contextId, e.status(), by));
    } catch (MalformedException e) {
      LOG.log(System.Logger.Level.DEBUG, "A call's arguments are malformed: {0}", e.what());
      stream.write(PduWriter.fault(callId, contextId, RpcFaultException.BAD_STUB_DATA, by));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call could not be served", e);
      stream.write(PduWriter.fault(callId, contextId, RpcFaultException.SERVER_FAULT, by));
    }
  }

  private void respond(int callId, int contextId, byte[] stub, Optional<PduWriter.Protection> by)
      throws IOException {
    int overhead = PduWriter.RESPONSE_HEAD + Pdu.SecurityTrailer.SIZE + NtlmSession.SIGNATURE_SIZE;
    int room = (maxSend - overhead) & -PduWriter.STUB_ALIGNMENT;
    int from = 0;
    do {
      int to = Math.min(stub.length, from + room);
      int flags =
          (from == 0 ? Pdu.FIRST_FRAGMENT : 0) | (to == stub.length ? Pdu.LAST_FRAGMENT : 0);
      stream.write(PduWriter.response(flags, callId, contextId, stub, from, to, by));
      from = to;
    } while (from < stub.length);
  }

  private void refuse(Pdu pdu) {
    try {
      stream.write(
          pdu.type() == PduType.BIND
              ? BindAnswers.refuse(pdu)
              : PduWriter.fault(
                  pdu.callId(), 0, RpcFaultException.ACCESS_DENIED, security.known(pdu)));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.TRACE, "A caller has gone before he was refused");
    }
  }
}
