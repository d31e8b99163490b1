package io.gpmcworker.operation;

/** Text from a driver, made fit to be stored and sent. */
final class StoredText {

  private StoredText() {}

  /**
   * The text, cut to a length; without NUL, which PostgreSQL has no place for.
   *
   * @param longest in UTF-16 units
   */
  static String of(String text, int longest) {
    String bounded = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    return bounded.replace('\0', '\uFFFD');
  }
}
