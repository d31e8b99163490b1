package io.gpmcworker.cli.demo;

import io.gpmcworker.cli.terminal.ProgressLine;
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
    String now =
        view.state()
            + (int)
                (ProgressLine.share(view.state(), view.numerator(), view.denominator()) * QUARTERS);
    if (!view.state().equals(SENT) && !now.equals(told.put(operation.id(), now))) {
      terminal.line(line(operation, view));
    }
  }

  private String line(Tracked operation, View view) {
    return new ProgressLine(
            operation.title(), view.state(), view.numerator(), view.denominator(), view.step())
        .text(terminal);
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
  }
}
