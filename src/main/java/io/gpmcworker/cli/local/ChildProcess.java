package io.gpmcworker.cli.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A program that runs beside this one, with its output in a log file. It lives in a session of its
 * own, so that Ctrl-C in the terminal reaches this program alone, which ends the others in order.
 */
final class ChildProcess {
  private static final File NOTHING = new File("/dev/null");
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final int LINES_SHOWN = 5;

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param name what it is, for messages
   * @param environment added to this program's own
   * @param log appended to
   */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(detached(command))
            .directory(folder.toFile())
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Guardian.watch(process.toHandle());
      return new ChildProcess(name, log, process);
    } catch (IOException e) {
      throw new SurroundingsException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** The command in a session of its own where the system has setsid(1), which every Linux has. */
  static List<String> detached(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(command);
    wrapped.addFirst(SETSID.toString());
    return wrapped;
  }

  /**
   * Waits until the program is ready. Ends it when it is not ready in time.
   *
   * @throws SurroundingsException with the last lines of the log
   */
  void awaitReady(BooleanSupplier ready, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        Guardian.forget(process.toHandle());
        throw failure(
            "%s ended at its start with exit code %d.".formatted(name, process.exitValue()));
      }
      if (System.nanoTime() > end) {
        kill();
        throw failure("%s was not ready after %d seconds.".formatted(name, limit.toSeconds()));
      }
      sleep(LOOK_EVERY);
    }
  }

  /** Waits for the program's own end and returns its exit code. */
  int awaitEnd(Duration limit) {
    if (!ended(limit)) {
      kill();
      throw failure("%s did not end within %d seconds.".formatted(name, limit.toSeconds()));
    }
    Guardian.forget(process.toHandle());
    return process.exitValue();
  }

  SurroundingsException failure(String sentence) {
    return new SurroundingsException(sentence + " Its log, " + log + ", ends:\n" + tail());
  }

  /** Sends a signal, asks for no answer. */
  void signal(String signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new SurroundingsException(name + " could not be sent " + signal + ": " + e, e);
    }
  }

  /** Asks the program to end (SIGTERM) and ends it by force when it does not within the limit. */
  void stop(Duration limit) {
    process.destroy();
    if (ended(limit)) {
      Guardian.forget(process.toHandle());
    } else {
      kill();
    }
  }

  /** Ends the program and all that it started, at once (SIGKILL), and waits until they are gone. */
  void kill() {
    List<ProcessHandle> all;
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      all = new ArrayList<>(descendants.toList());
    }
    all.addFirst(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().join());
    // Its handle may know of the end a moment before the process itself does.
    process.onExit().join();
    Guardian.forget(process.toHandle());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String tail() {
    try {
      // Not UTF-8: a log may hold anything, and must never hide the failure that it explains.
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(not readable: " + e + ")";
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SurroundingsException("Interrupted.", e);
    }
  }
}
