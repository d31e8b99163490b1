package io.gpmcworker.policy.report.html.block;

/**
 * A piece of text in a cell.
 *
 * @param text what is said; may have several lines
 * @param note an aside, such as the SID behind a name; empty if there is none
 * @param tone how it is set off
 */
public record Value(String text, String note, Tone tone) {

  /** Plain text. */
  public static Value of(String text) {
    return new Value(text, "", Tone.PLAIN);
  }

  /** Plain text with an aside. */
  public static Value of(String text, String note) {
    return new Value(text, note, Tone.PLAIN);
  }

  /** Text in a fixed width. */
  public static Value code(String text) {
    return new Value(text, "", Tone.CODE);
  }

  /** A short word that is set off. */
  public static Value badge(String text, Tone tone) {
    return new Value(text, "", tone);
  }

  /** “Enabled” or “Disabled”. */
  public static Value enabled(boolean enabled) {
    return enabled ? badge("Enabled", Tone.GOOD) : badge("Disabled", Tone.LABEL);
  }
}
