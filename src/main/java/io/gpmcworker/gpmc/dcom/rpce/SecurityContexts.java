package io.gpmcworker.gpmc.dcom.rpce;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAcceptor;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmRefusedException;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The security contexts of one connection. A caller may open several, one after the other, and
 * names in each request which one protects it.
 */
final class SecurityContexts {

  /** Some callers open one for each interface that they use. */
  private static final int MAX_CONTEXTS = 64;

  private final Supplier<NtlmAcceptor> acceptors;
  private final Map<Integer, Context> contexts = new HashMap<>();
  private boolean established;

  SecurityContexts(Supplier<NtlmAcceptor> acceptors) {
    this.acceptors = acceptors;
  }

  private sealed interface Context {}

  private record Handshake(NtlmAcceptor acceptor, AuthLevel level) implements Context {}

  private record Established(NtlmSession session, AuthLevel level) implements Context {}

  /** Whether any caller has proven who he is. */
  boolean established() {
    return established;
  }

  /** Begins a context; the answer is a challenge. */
  byte[] begin(Pdu.SecurityTrailer trailer) throws RefusedException {
    AuthLevel level = level(trailer);
    if (contexts.containsKey(trailer.contextId())) {
      throw new RefusedException("a security context is opened twice");
    }
    if (contexts.size() >= MAX_CONTEXTS) {
      throw new RefusedException("more than " + MAX_CONTEXTS + " security contexts are opened");
    }
    NtlmAcceptor acceptor = acceptors.get();
    try {
      byte[] challenge = acceptor.challenge(trailer.token());
      contexts.put(trailer.contextId(), new Handshake(acceptor, level));
      return challenge;
    } catch (NtlmRefusedException e) {
      throw new RefusedException(e.why());
    }
  }

  /** Ends the handshake of a context. */
  void finish(Pdu.SecurityTrailer trailer) throws RefusedException {
    AuthLevel level = level(trailer);
    if (!(contexts.remove(trailer.contextId()) instanceof Handshake handshake)
        || handshake.level() != level) {
      throw new RefusedException("a handshake ends that has not begun");
    }
    try {
      NtlmSession session = handshake.acceptor().authenticate(trailer.token());
      if (level == AuthLevel.PACKET_PRIVACY && !session.sealing()) {
        throw new RefusedException("packet privacy is asked for without sealing");
      }
      contexts.put(trailer.contextId(), new Established(session, level));
      established = true;
    } catch (NtlmRefusedException e) {
      throw new RefusedException(e.why());
    }
  }

  /**
   * Opens and checks a fragment of a request, in its place.
   *
   * @param stub where its stub begins
   */
  PduWriter.Protection open(Pdu pdu, byte[] bytes, int stub) throws RefusedException {
    Pdu.SecurityTrailer trailer =
        pdu.trailer().orElseThrow(() -> new RefusedException("a request is not signed"));
    AuthLevel level = level(trailer);
    if (!(contexts.get(trailer.contextId()) instanceof Established context)
        || context.level() != level) {
      throw new RefusedException("a request is not of a caller who is known");
    }
    if (trailer.offset() < stub || trailer.token().length != NtlmSession.SIGNATURE_SIZE) {
      throw new RefusedException("a request's signature has no place");
    }
    NtlmSession session = context.session();
    if (level == AuthLevel.PACKET_PRIVACY) {
      session.open(bytes, stub, trailer.offset() - stub);
    }
    try {
      int signed = bytes.length - NtlmSession.SIGNATURE_SIZE;
      session.verify(bytes, 0, signed, trailer.token());
    } catch (NtlmRefusedException e) {
      throw new RefusedException(e.why());
    }
    return new PduWriter.Protection(session, level, trailer.contextId());
  }

  /** The context that a fragment names, if its caller is known. */
  Optional<PduWriter.Protection> known(Pdu pdu) {
    return pdu.trailer()
        .flatMap(trailer ->
            contexts.get(trailer.contextId()) instanceof Established context
                ? Optional.of(
                    new PduWriter.Protection(
                        context.session(), context.level(), trailer.contextId()))
                : Optional.empty());
  }

  private static AuthLevel level(Pdu.SecurityTrailer trailer) throws RefusedException {
    if (trailer.authType() != Pdu.SecurityTrailer.NTLM) {
      throw new RefusedException(
          "authentication type " + trailer.authType() + " is not NTLM, the one that is served");
    }
    return AuthLevel.of(trailer.level());
  }
}
