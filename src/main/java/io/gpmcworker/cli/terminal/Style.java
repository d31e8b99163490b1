package io.gpmcworker.cli.terminal;

/**
 * How text is set off.
 *
 * @param colour whether it is at all
 */
public record Style(boolean colour) {

  static final String ESCAPE = "\u001b[";

  /** What suits the standard output: colour on a terminal, unless NO_COLOR is set. */
  public static Style standard() {
    return new Style(isTerminal() && System.getenv("NO_COLOR") == null);
  }

  /** Whether the standard output is a terminal, as {@code ./gpmc} has found it. */
  public static boolean isTerminal() {
    return Integer.getInteger("gpmc.columns", 0) > 0;
  }

  /** The state of an operation in its colour. */
  public String state(String state) {
    return switch (state.strip()) {
      case "SUCCEEDED" -> green(state);
      case "CANCELLED", "CANCELLING" -> yellow(state);
      case "FAILED", "OUTCOME_UNKNOWN" -> red(state);
      default -> state;
    };
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String dim(String text) {
    return styled("2", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  private String styled(String code, String text) {
    return colour ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }
}
