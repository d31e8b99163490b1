package io.gpmcworker.execution;

import java.util.function.BooleanSupplier;

/**
 * A worker's right to one operation. Once it was in doubt it is lost for good: whoever was told so
 * has stopped half way, and only recovery may say what became of that, even if the lease is renewed
 * in the next moment.
 */
final class Right implements BooleanSupplier {

  private final BooleanSupplier held;
  private volatile boolean lost;

  /**
   * @param held whether the lease that the right comes from runs
   */
  Right(BooleanSupplier held) {
    this.held = held;
  }

  /** Looks whether the right is still there. */
  @Override
  public boolean getAsBoolean() {
    if (!held.getAsBoolean()) {
      lost = true;
    }
    return !lost;
  }

  /** The lease is in doubt, and whoever works under it is being told to stop. */
  void lose() {
    lost = true;
  }

  /** Whether anybody has been told that it is lost. */
  boolean lost() {
    return lost;
  }
}
