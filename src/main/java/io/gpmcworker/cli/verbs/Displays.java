package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.JsonTree;
import io.gpmcworker.cli.terminal.ProgressLine;
import io.gpmcworker.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways of showing what is followed. */
final class Displays {

  private static final int MOST_BARS = 20;
  private static final int QUARTERS = 4;
  private static final Follower.Display NONE = new Follower.Display() {};

  private Displays() {}

  /** Nothing. */
  static Follower.Display none() {
    return NONE;
  }

  /** Each event as a line of JSON. */
  static Follower.Display json(PrintWriter out) {
    return new Follower.Display() {
      @Override
      public void event(JsonNode event) {
        out.println(JsonTree.line(event));
      }

      @Override
      public boolean isSeen() {
        return !out.checkError();
      }
    };
  }

  /** A bar for each operation, drawn anew in place; the last ones if there are many. */
  static Follower.Display bars(Terminal terminal) {
    return new Follower.Display() {
      private List<String> drawn = List.of();

      @Override
      public void show(Collection<Watched> operations) {
        List<String> lines =
            operations.isEmpty()
                ? List.of(terminal.dim("Nothing runs. What comes is shown here, until Ctrl-C."))
                : operations.stream()
                    .skip(Math.max(0, operations.size() - MOST_BARS))
                    .map(it -> it.line().text(terminal))
                    .toList();
        if (!lines.equals(drawn)) {
          terminal.draw(lines);
          drawn = lines;
        }
      }
    };
  }

  /** Where no line can be drawn anew: a line for each change of state and each quarter. */
  static Follower.Display changes(PrintWriter out) {
    Map<String, String> told = new HashMap<>();
    return new Follower.Display() {
      @Override
      public void show(Collection<Watched> operations) {
        for (Watched it : operations) {
          int quarter =
              (int) (ProgressLine.share(it.state(), it.numerator(), it.denominator()) * QUARTERS);
          String now = it.state() + quarter;
          if (!it.state().isEmpty() && !now.equals(told.put(it.id(), now))) {
            out.println(Displays.line(it));
          }
        }
      }

      @Override
      public boolean isSeen() {
        return !out.checkError();
      }
    };
  }

  private static String line(Watched it) {
    String done = it.denominator() == 0 ? "" : "  " + it.numerator() + "/" + it.denominator();
    return "%-15s %s  %s%s".formatted(it.state(), it.id(), it.title(), done);
  }
}
