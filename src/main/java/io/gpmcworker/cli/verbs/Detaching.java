package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.terminal.PlainText;
import java.io.PrintWriter;
import java.util.List;

/** Tells whoever presses Ctrl-C that nothing but the watching ends. */
final class Detaching implements AutoCloseable {

  private final Thread hook;

  private Detaching(Thread hook) {
    this.hook = hook;
  }

  /** While this is open. */
  static Detaching told(List<String> ids, PrintWriter err) {
    Thread hook =
        new Thread(() -> {
          err.println();
          err.println(
              ids.isEmpty()
                  ? "No longer watched. The operations go on."
                  : "No longer watched. What was asked for goes on: ./gpmc watch "
                      + PlainText.line(String.join(" ", ids)));
          err.flush();
        });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Detaching(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // Ctrl-C was pressed; the hook runs.
    }
  }
}
