package io.gpmcworker.gpmc;

/** An operation cannot go on. Its message is one sentence for the person who asked. */
public class GpmcException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int hresult;

  /**
   * @param hresult the status, a failure
   * @param message what is wrong and what to do
   */
  public GpmcException(HResult hresult, String message) {
    super(message);
    this.hresult = hresult.code();
  }

  /** As {@link #GpmcException(HResult, String)}, with what brought it about. */
  public GpmcException(HResult hresult, String message, Throwable cause) {
    super(message, cause);
    this.hresult = hresult.code();
  }

  /** The status. */
  public HResult hresult() {
    return new HResult(hresult);
  }
}
