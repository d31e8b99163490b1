package io.gpmcworker.gpmc.dcom.rpce;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Answers to a bind and an alter-context (C706 12.6.4.4, 12.6.4.5, 12.6.4.2). */
final class BindAnswers {

  private static final int ACCEPTED = 0;
  private static final int PROVIDER_REJECTION = 2;
  private static final int NEGOTIATED = 3;
  private static final int UNKNOWN_INTERFACE = 1;
  private static final int UNKNOWN_SYNTAX = 2;

  /** {@code authentication_type_not_recognized}. */
  private static final int NOT_THIS_AUTHENTICATION = 8;

  private static final UUID NO_SYNTAX = new UUID(0, 0);

  private BindAnswers() {}

  static boolean accepts(Bind.Context context, Predicate<UUID> offered) {
    return context.version() == 0 && offered.test(context.interfaceId()) && context.offersNdr();
  }

  static byte[] acknowledge(
      Pdu asked, Bind bind, Predicate<UUID> offered, int group, int port, byte[] token) {
    boolean first = asked.type() == PduType.BIND;
    int flags = Pdu.FIRST_FRAGMENT | Pdu.LAST_FRAGMENT | (asked.flags() & Pdu.SUPPORT_HEADER_SIGN);
    NdrWriter out =
        PduWriter.begin(
            first ? PduType.BIND_ACK : PduType.ALTER_CONTEXT_RESPONSE, flags, asked.callId());
    out.u16(Pdu.MAX_FRAGMENT).u16(Pdu.MAX_FRAGMENT).i32(group);
    byte[] address = (first ? port + "\0" : "").getBytes(StandardCharsets.US_ASCII);
    out.u16(address.length).bytes(address).align(4);
    out.u8(bind.contexts().size()).u8(0).u16(0);
    for (Bind.Context context : bind.contexts()) {
      if (context.negotiatesFeatures()) {
        out.u16(NEGOTIATED).u16(0).guid(NO_SYNTAX).i32(0);
      } else if (accepts(context, offered)) {
        out.u16(ACCEPTED).u16(0).guid(Bind.NDR).i32(Bind.NDR_VERSION);
      } else {
        int reason = context.offersNdr() ? UNKNOWN_INTERFACE : UNKNOWN_SYNTAX;
        out.u16(PROVIDER_REJECTION).u16(reason).guid(NO_SYNTAX).i32(0);
      }
    }
    return PduWriter.finish(out, asked.trailer(), token);
  }

  /** A refusal of a bind that does not say more than it has to. */
  static byte[] refuse(Pdu asked) {
    NdrWriter out =
        PduWriter.begin(PduType.BIND_NAK, Pdu.FIRST_FRAGMENT | Pdu.LAST_FRAGMENT, asked.callId());
    out.u16(NOT_THIS_AUTHENTICATION).u8(1).u8(5).u8(0);
    return PduWriter.finish(out, Optional.empty(), new byte[0]);
  }
}
