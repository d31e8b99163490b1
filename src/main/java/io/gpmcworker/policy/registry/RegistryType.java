package io.gpmcworker.policy.registry;

import java.util.Optional;

/** The types of registry values (MS-RRP 2.2.9). */
public enum RegistryType {
  REG_NONE(0),
  REG_SZ(1),
  REG_EXPAND_SZ(2),
  REG_BINARY(3),
  REG_DWORD(4),
  REG_DWORD_BIG_ENDIAN(5),
  REG_LINK(6),
  REG_MULTI_SZ(7),
  REG_RESOURCE_LIST(8),
  REG_FULL_RESOURCE_DESCRIPTOR(9),
  REG_RESOURCE_REQUIREMENTS_LIST(10),
  REG_QWORD(11);

  private final int code;

  RegistryType(int code) {
    this.code = code;
  }

  /** The number in files. */
  public int code() {
    return code;
  }

  /** The type of the given number; empty if it has no name. */
  public static Optional<RegistryType> ofCode(int code) {
    return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
  }
}
