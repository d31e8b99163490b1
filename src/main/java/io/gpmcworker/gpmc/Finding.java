package io.gpmcworker.gpmc;

/**
 * What one step of a domain's examination came to.
 *
 * @param step what was looked at, in a word or two
 * @param outcome how it went
 */
public record Finding(String step, Outcome outcome) {

  /** How a step went. */
  public sealed interface Outcome {}

  /**
   * As it should be.
   *
   * @param seen what was seen
   */
  public record Passed(String seen) implements Outcome {}

  /**
   * Not as it should be.
   *
   * @param what what is wrong, in a sentence
   * @param remedy what to do, in a sentence
   */
  public record Failed(String what, String remedy) implements Outcome {}

  /** Not looked at, since a step before it failed. */
  public record Skipped() implements Outcome {}
}
