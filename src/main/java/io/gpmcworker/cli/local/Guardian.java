package io.gpmcworker.cli.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends what this program started when this program can no longer do so itself (SIGKILL). A shell
 * reads the ids of the running children from a pipe; the pipe closes when this program is gone,
 * however it went, and the shell ends those that are left.
 */
final class Guardian {
  private static final String SCRIPT =
      """
      pids=
      while read -r verb pid; do
        kept=
        for p in $pids; do [ "$p" = "$pid" ] || kept="$kept $p"; done
        pids=$kept
        [ "$verb" = forget ] || pids="$pids $pid"
      done
      [ -n "$pids" ] || exit 0
      for p in $pids; do kill -INT "$p"; kill -TERM "$p"; done
      for second in 1 2 3 4 5 6 7 8; do
        sleep 1
        left=
        for p in $pids; do kill -0 "$p" && left="$left $p"; done
        [ -n "$left" ] || exit 0
      done
      kill -KILL $left
      """;

  private static final Guardian INSTANCE = new Guardian();

  private @Nullable Writer ids;

  private Guardian() {}

  static void watch(ProcessHandle child) {
    INSTANCE.tell("watch", child);
  }

  static void forget(ProcessHandle child) {
    INSTANCE.tell("forget", child);
  }

  private synchronized void tell(String verb, ProcessHandle child) {
    try {
      Writer pipe = ids;
      if (pipe == null) {
        pipe = start();
        ids = pipe;
      }
      pipe.write(verb + " " + child.pid() + "\n");
      pipe.flush();
    } catch (IOException e) {
      throw new SurroundingsException(
          "The shell that watches over the started programs does not run: " + e, e);
    }
  }

  private static Writer start() throws IOException {
    return new ProcessBuilder(ChildProcess.detached(List.of("sh", "-c", SCRIPT)))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .outputWriter(StandardCharsets.US_ASCII);
  }
}
