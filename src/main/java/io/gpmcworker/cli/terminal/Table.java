package io.gpmcworker.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of text in columns that are as wide as they must be. */
public final class Table {
  private static final String GAP = "  ";
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final List<List<String>> rows = new ArrayList<>();

  /** A table whose first row is the heading. */
  public Table(String... heading) {
    rows.add(List.of(heading));
  }

  /** Adds a row with as many cells as the heading has. */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("A row of " + rows.getFirst().size() + " cells is needed");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, for a terminal: the heading, a rule, the rows. */
  public List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(line(row, widths, GAP).stripTrailing());
    }
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    lines.add(1, line(rule, widths, GAP));
    return lines;
  }

  /** The lines, as Markdown. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add("| " + String.join(" | ", row) + " |");
    }
    lines.add(1, "|" + "---|".repeat(rows.getFirst().size()));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    return widths;
  }

  /** Columns that a cell takes; what colours it takes none. */
  private static int width(String cell) {
    return cell.indexOf(Style.ESCAPE) < 0
        ? cell.length()
        : COLOUR.matcher(cell).replaceAll("").length();
  }

  private static String line(List<String> cells, int[] widths, String gap) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(column == 0 ? "" : gap).append(cell).repeat(' ', widths[column] - width(cell));
    }
    return line.toString();
  }
}
