package io.gpmcworker.policy.admx;

/** A value that a template writes for one of its states. */
public sealed interface AdmxValue {

  /**
   * A number, {@code decimal} or {@code longDecimal}: REG_DWORD or REG_QWORD.
   *
   * @param value unsigned
   */
  record Number(long value) implements AdmxValue {}

  /** A text, {@code string}: REG_SZ. */
  record Text(String value) implements AdmxValue {}

  /** {@code delete}: the value is removed. */
  record Deleted() implements AdmxValue {}
}
