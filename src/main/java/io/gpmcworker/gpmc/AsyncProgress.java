package io.gpmcworker.gpmc;

/**
 * The caller's ear; {@code IGPMAsyncProgress}. A driver may call it from any thread, also before
 * {@link GpmcDriver#start} has returned, and never after the call's result is complete. It returns
 * at once and never throws.
 */
@FunctionalInterface
public interface AsyncProgress {

  /** {@code Status}: how far the operation is. */
  void status(ProgressStatus status);
}
