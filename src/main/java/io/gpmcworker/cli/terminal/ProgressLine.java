package io.gpmcworker.cli.terminal;

/**
 * How far an operation is, in a line with a bar.
 *
 * @param title what it is
 * @param state of the operation, such as {@code RUNNING}
 * @param numerator how much is done
 * @param denominator of how much; 0 if that is not known
 * @param step what is being done
 */
public record ProgressLine(
    String title, String state, long numerator, long denominator, String step) {

  private static final int BAR = 24;
  private static final int TITLE = 34;
  private static final int STATE = 15;

  /** The line for a terminal, no longer than that is wide. */
  public String text(Terminal terminal) {
    int full = (int) (share(state, numerator, denominator) * BAR);
    String bar = terminal.green("█".repeat(full)) + terminal.dim("░".repeat(BAR - full));
    String counted = denominator == 0 ? "" : numerator + "/" + denominator + " ";
    int room = Math.max(0, terminal.width() - TITLE - BAR - STATE - counted.length() - 8);
    return "  "
        + padded(PlainText.line(title), TITLE)
        + " "
        + bar
        + " "
        + terminal.style().state(padded(state, STATE))
        + " "
        + counted
        + terminal.dim(cut(PlainText.line(step), room));
  }

  /** How much of it is done, from 0 to 1. */
  public static double share(String state, long numerator, long denominator) {
    if (state.equals("SUCCEEDED")) {
      return 1;
    }
    return denominator == 0 ? 0 : Math.clamp((double) numerator / denominator, 0, 1);
  }

  private static String padded(String text, int width) {
    String fitting = cut(text, width);
    return fitting + " ".repeat(width - fitting.length());
  }

  private static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    return width <= 1 ? "" : text.substring(0, width - 1) + "…";
  }
}
