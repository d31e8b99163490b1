package io.gpmcworker.policy.security;

import java.util.Optional;

/** The kinds of ACE (MS-DTYP 2.4.4.1) with their SDDL letters. */
public enum AceType {
  ACCESS_ALLOWED(0x00, "A", Form.PLAIN),
  ACCESS_DENIED(0x01, "D", Form.PLAIN),
  SYSTEM_AUDIT(0x02, "AU", Form.PLAIN),
  SYSTEM_ALARM(0x03, "AL", Form.PLAIN),
  ACCESS_ALLOWED_OBJECT(0x05, "OA", Form.OBJECT),
  ACCESS_DENIED_OBJECT(0x06, "OD", Form.OBJECT),
  SYSTEM_AUDIT_OBJECT(0x07, "OU", Form.OBJECT),
  SYSTEM_ALARM_OBJECT(0x08, "OL", Form.OBJECT),
  ACCESS_ALLOWED_CALLBACK(0x09, "XA", Form.PLAIN),
  ACCESS_DENIED_CALLBACK(0x0A, "XD", Form.PLAIN),
  ACCESS_ALLOWED_CALLBACK_OBJECT(0x0B, "ZA", Form.OBJECT),
  ACCESS_DENIED_CALLBACK_OBJECT(0x0C, "ZD", Form.OBJECT),
  SYSTEM_AUDIT_CALLBACK(0x0D, "XU", Form.PLAIN),
  SYSTEM_ALARM_CALLBACK(0x0E, "XL", Form.PLAIN),
  SYSTEM_AUDIT_CALLBACK_OBJECT(0x0F, "ZU", Form.OBJECT),
  SYSTEM_ALARM_CALLBACK_OBJECT(0x10, "ZL", Form.OBJECT),
  SYSTEM_MANDATORY_LABEL(0x11, "ML", Form.PLAIN),
  SYSTEM_RESOURCE_ATTRIBUTE(0x12, "RA", Form.PLAIN),
  SYSTEM_SCOPED_POLICY_ID(0x13, "SP", Form.PLAIN);

  /** Whether an ACE can be bound to a kind of object or property. */
  enum Form {
    PLAIN,
    OBJECT
  }

  private final int code;
  private final String sddl;
  private final Form form;

  AceType(int code, String sddl, Form form) {
    this.code = code;
    this.sddl = sddl;
    this.form = form;
  }

  static Optional<AceType> ofCode(int code) {
    for (AceType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  static Optional<AceType> ofSddl(String letters) {
    for (AceType type : values()) {
      if (type.sddl.equalsIgnoreCase(letters)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The number in the ACE's header. */
  public int code() {
    return code;
  }

  /** The letters in SDDL. */
  public String sddl() {
    return sddl;
  }

  /** Whether it can name an object type and an inherited object type. */
  public boolean isObject() {
    return form == Form.OBJECT;
  }

  /** Whether it grants access, on whatever condition. */
  public boolean allows() {
    return this == ACCESS_ALLOWED
        || this == ACCESS_ALLOWED_OBJECT
        || this == ACCESS_ALLOWED_CALLBACK
        || this == ACCESS_ALLOWED_CALLBACK_OBJECT;
  }
}
