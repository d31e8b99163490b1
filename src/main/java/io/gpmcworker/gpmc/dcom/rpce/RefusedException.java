package io.gpmcworker.gpmc.dcom.rpce;

/** A caller is not served, and why; for the log, not for the caller. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String why;

  RefusedException(String why) {
    super(why);
    this.why = why;
  }

  /** What the log is told. */
  String why() {
    return why;
  }
}
