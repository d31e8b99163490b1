package io.gpmcworker.gpmc;

/** What is known of a call whose worker is gone. */
public sealed interface Recovery {

  /** The call had done its work; its result is at hand. */
  record Completed(ResultValue value) implements Recovery {}

  /** Nothing of the call is left: not in the domain, not in a backup store. */
  record NothingLeft() implements Recovery {}

  /**
   * A part of its change may be in the domain.
   *
   * @param observed what was seen, and how to check
   */
  record Unknown(String observed) implements Recovery {}
}
