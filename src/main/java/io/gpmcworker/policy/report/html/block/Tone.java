package io.gpmcworker.policy.report.html.block;

/** How a text is set off from others. Its words say the same; colour is never all there is. */
public enum Tone {
  /** As any other text. */
  PLAIN,
  /** A path, an expression, a number of a machine: in a fixed width. */
  CODE,
  /** Granted, enabled, on. */
  GOOD,
  /** Worth a second look. */
  WARN,
  /** Denied, disabled, off, broken. */
  BAD,
  /** A label without a judgement. */
  LABEL
}
