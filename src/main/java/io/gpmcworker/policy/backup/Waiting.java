package io.gpmcworker.policy.backup;

import java.io.IOException;

/** Who waits for the turn to change a store, while others change it. */
@FunctionalInterface
public interface Waiting {

  /** Waits for as long as anyone may: two minutes. */
  Waiting PATIENTLY = () -> {};

  /**
   * Is asked every fraction of a second.
   *
   * @throws IOException to wait no longer; it reaches whoever wanted the change
   */
  void goOn() throws IOException;
}
