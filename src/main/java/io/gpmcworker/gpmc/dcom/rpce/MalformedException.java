package io.gpmcworker.gpmc.dcom.rpce;

/** Bytes from the network that are not what the documents say. */
public final class MalformedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * @param what what is wrong, for the log of an administrator
   */
  public MalformedException(String what) {
    super(what);
    this.what = what;
  }

  /** What the log is told. */
  public String what() {
    return what;
  }
}
