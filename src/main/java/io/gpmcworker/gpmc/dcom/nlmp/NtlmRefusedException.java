package io.gpmcworker.gpmc.dcom.nlmp;

/** A caller is not let in, or a message of his is not his. */
public final class NtlmRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * @param why for the administrator's log; never told to the caller
   */
  public NtlmRefusedException(String why) {
    super(why);
    this.why = why;
  }

  /** What the log is told. */
  public String why() {
    return why;
  }
}
