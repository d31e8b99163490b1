package io.gpmcworker.gpmc;

import java.util.function.Consumer;

/** Looks at a domain step by step. What comes after a step that failed is skipped. */
public final class Examination {

  private final Consumer<Finding> told;
  private boolean failed;

  /** One that tells each finding as it is made. */
  public Examination(Consumer<Finding> told) {
    this.told = told;
  }

  /** One look. */
  public interface Look {

    /**
     * Looks.
     *
     * @return what was seen
     * @throws GpmcException if it is not as it should be
     */
    String look() throws GpmcException;
  }

  /**
   * Does a step.
   *
   * @param step what is looked at
   * @param remedy what to do if it is not as it should be
   */
  public void step(String step, String remedy, Look look) {
    told.accept(new Finding(step, failed ? new Finding.Skipped() : outcome(remedy, look)));
  }

  private Finding.Outcome outcome(String remedy, Look look) {
    try {
      return new Finding.Passed(look.look());
    } catch (GpmcException e) {
      failed = true;
      return new Finding.Failed(String.valueOf(e.getMessage()), remedy);
    }
  }

  /** Whether every step so far passed. */
  public boolean passed() {
    return !failed;
  }
}
