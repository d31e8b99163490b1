package io.gpmcworker.cli.demo;

import io.gpmcworker.cli.terminal.Terminal;
import io.gpmcworker.cli.topics.TrackedOperations;
import io.gpmcworker.cli.topics.WorkerEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Progress bars of some operations, from their events alone. One line each, drawn anew in place.
 */
final class Bars {
  private static final String SENT = "SENT";
  private static final int BAR = 24;
  private static final int TITLE = 34;
  private static final int STATE = 15;
  private static final int QUARTERS = 4;

  private final Terminal terminal;
  private final TrackedOperations operations;
  private final List<Tracked> shown;
  private final Map<String, String> told = new HashMap<>();

  Bars(Terminal terminal, TrackedOperations operations, List<Tracked> shown) {
    this.terminal = terminal;
    this.operations = operations;
    this.shown = List.copyOf(shown);
  }

  /** Shows how things are now. */
  void show() {
    if (terminal.isLive()) {
      terminal.draw(shown.stream().map(it -> line(it, view(it))).toList());
    } else {
      shown.forEach(this::tellChange);
    }
  }

  boolean allEnded() {
    return shown.stream().allMatch(it -> operations.end(it.id()).isPresent());
  }

  /** Where no line can be drawn anew: a line for each change of state and each quarter. */
  private void tellChange(Tracked operation) {
    View view = view(operation);
    String now = view.state() + (int) (view.share() * QUARTERS);
    if (!view.state().equals(SENT) && !now.equals(told.put(operation.id(), now))) {
      terminal.line(line(operation, view));
    }
  }

  private String line(Tracked operation, View view) {
    int full = (int) (view.share() * BAR);
    String bar = terminal.green("█".repeat(full)) + terminal.dim("░".repeat(BAR - full));
    String counted =
        view.denominator() == 0 ? "" : view.numerator() + "/" + view.denominator() + " ";
    int room = Math.max(0, terminal.width() - TITLE - BAR - STATE - counted.length() - 8);
    return "  "
        + padded(operation.title(), TITLE)
        + " "
        + bar
        + " "
        + coloured(view.state())
        + " "
        + counted
        + terminal.dim(cut(view.step(), room));
  }

  private String coloured(String state) {
    String text = padded(state, STATE);
    return switch (state) {
      case "SUCCEEDED" -> terminal.green(text);
      case "CANCELLED", "CANCELLING" -> terminal.yellow(text);
      case "FAILED", "OUTCOME_UNKNOWN" -> terminal.red(text);
      default -> text;
    };
  }

  private View view(Tracked operation) {
    View view = new View(SENT, 0, 0, "");
    for (WorkerEvent event : operations.events(operation.id())) {
      view = view.after(event);
    }
    return view;
  }

  /** How far an operation is. */
  private record View(String state, long numerator, long denominator, String step) {
    View after(WorkerEvent event) {
      return switch (event.type()) {
        case "operation.accepted" -> with("QUEUED");
        case "operation.started" -> with("RUNNING");
        case "operation.progressed" ->
            new View(
                state,
                event.data().path("numerator").asLong(),
                event.data().path("denominator").asLong(),
                event.text("step").orElse(""));
        case "operation.cancelling" -> with("CANCELLING");
        default -> event.isEnd() ? with(event.text("state").orElse(event.type())) : this;
      };
    }

    private View with(String next) {
      return new View(next, numerator, denominator, next.equals("SUCCEEDED") ? "" : step);
    }

    double share() {
      if (state.equals("SUCCEEDED")) {
        return 1;
      }
      return denominator == 0 ? 0 : Math.min(1, (double) numerator / denominator);
    }
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
