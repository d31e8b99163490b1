package io.gpmcworker.gpmc.dcom.rpce;

import java.util.Arrays;

/** {@code PTYPE}s of the connection-oriented protocol (C706 12.6.1). */
enum PduType {
  REQUEST(0),
  RESPONSE(2),
  FAULT(3),
  BIND(11),
  BIND_ACK(12),
  BIND_NAK(13),
  ALTER_CONTEXT(14),
  ALTER_CONTEXT_RESPONSE(15),
  AUTH3(16),
  CO_CANCEL(18),
  ORPHANED(19);

  private final int value;

  PduType(int value) {
    this.value = value;
  }

  int value() {
    return value;
  }

  static PduType of(int value) throws MalformedException {
    return Arrays.stream(values())
        .filter(type -> type.value == value)
        .findFirst()
        .orElseThrow(() -> new MalformedException("there is no packet type " + value));
  }
}
