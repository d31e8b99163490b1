package io.gpmcworker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import picocli.CommandLine;

/** What the tests of the verbs share that talk to a worker. */
abstract class RemoteVerbTest {

  /** What a command has done. */
  record Ran(int code, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  private @Nullable RecordedWorker worker;

  @BeforeEach
  final void startWorker() throws IOException {
    worker = new RecordedWorker();
  }

  @AfterEach
  final void stopWorker() {
    worker().close();
  }

  final RecordedWorker worker() {
    return Objects.requireNonNull(worker);
  }

  final Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", worker().url()));
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(all.toArray(String[]::new));
    line.getOut().flush();
    line.getErr().flush();
    return new Ran(code, out.toString(), err.toString());
  }
}
