package io.gpmcworker.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The standard output. Lines can be drawn anew in place where it is a terminal; elsewhere they are
 * left out, and there is neither colour nor any control character.
 */
public final class Terminal {
  private static final int DEFAULT_WIDTH = 100;
  private static final String ESCAPE = Style.ESCAPE;

  private final PrintStream out;
  private final boolean live;
  private final Style style;
  private final int width;
  private int drawn;

  /**
   * A terminal as the arguments say.
   *
   * @param live whether lines can be drawn anew
   * @param width columns
   */
  public Terminal(PrintStream out, boolean live, boolean colour, int width) {
    this.out = out;
    this.live = live;
    this.style = new Style(colour);
    this.width = width;
  }

  /** The standard output, as {@code ./gpmc} has found it: {@code gpmc.columns} on a terminal. */
  public static Terminal standard() {
    int columns = Integer.getInteger("gpmc.columns", 0);
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        columns > 0,
        Style.standard().colour(),
        columns > 0 ? columns : DEFAULT_WIDTH);
  }

  /** Whether lines can be drawn anew. */
  public boolean isLive() {
    return live;
  }

  public int width() {
    return width;
  }

  /** Prints a line for good, below everything. */
  public synchronized void line(String text) {
    drawn = 0;
    out.println(text);
  }

  /** An empty line. */
  public void line() {
    line("");
  }

  /** Draws lines over those of the last call, unless something else was printed since. */
  public synchronized void draw(List<String> lines) {
    if (!live) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(ESCAPE).append(drawn).append('A');
    }
    for (String line : lines) {
      text.append(line).append(ESCAPE).append("K\n");
    }
    out.print(text);
    out.flush();
    drawn = lines.size();
  }

  /** How text is set off here. */
  public Style style() {
    return style;
  }

  public String bold(String text) {
    return style.bold(text);
  }

  public String dim(String text) {
    return style.dim(text);
  }

  public String green(String text) {
    return style.green(text);
  }

  public String yellow(String text) {
    return style.yellow(text);
  }

  public String red(String text) {
    return style.red(text);
  }
}
