package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ScriptedDriver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The command line against a worker with its broker and its database. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class CommandLineHttpTest {

  @Inject ScriptedDriver driver;

  @TestHTTPResource("/")
  @Nullable URI url;

  private final String id = "cli-" + UUID.randomUUID();

  private record Ran(int code, String out, String err) {}

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", String.valueOf(url)));
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran start(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "start",
                "backup",
                "--name",
                id,
                "--id",
                id,
                "--domain",
                "corp",
                "--backup-store",
                "default",
                "--ticket",
                id));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void whatIsStartedIsWaitedForAndThereToBeLookedAt() throws Exception {
    Ran started = start("--wait", "--timeout", "60s");

    assertThat(started.code()).as(started.toString()).isZero();
    assertThat(started.out().lines().toList().getLast())
        .matches("SUCCEEDED +%s +backup-gpo %s( +1/1)?".formatted(id, id));
    assertThat(run("list", "--ticket", id).out()).contains(id, "SUCCEEDED");
    assertThat(run("describe", id).out()).contains("state         SUCCEEDED", "result ");
    assertThat(run("events", id).out())
        .contains("operation.accepted", "operation.started", "operation.succeeded");
    assertThat(run("events", id, "--follow").out()).contains("operation.succeeded");
    assertThat(run("watch", "--ticket", id).code()).isZero();
    assertThat(run("workers", "-o", "jsonl").out()).contains("\"alive\":true");
    assertThat(
            new ObjectMapper()
                .readTree(run("domains", "-o", "json").out())
                .at("/domains/0/name")
                .asText())
        .isEqualTo("corp");
    assertThat(run("cancel", id).code()).isEqualTo(7);
    assertThat(run("result", id))
        .isEqualTo(new Ran(7, "", "The operation has written no report.\n"));
  }

  @Test
  void whatRunsIsCancelledAndTheEndTold() throws Exception {
    ScriptedDriver.Play play = driver.play(id);
    assertThat(start().code()).isZero();
    play.awaitCall();
    Ran waited = run("wait", id, "--timeout", "1s");

    Ran cancelled = run("cancel", id, "--reason", "change withdrawn", "--wait", "--timeout", "60s");

    assertThat(waited.code()).isEqualTo(5);
    assertThat(cancelled.code()).as(cancelled.toString()).isZero();
    assertThat(cancelled.out()).contains("accepted  " + id, "CANCELLED  " + id);
    assertThat(run("wait", id).code()).isEqualTo(3);
    assertThat(run("describe", id).out()).contains("change withdrawn", "REQUESTED");
  }

  @Test
  void whatIsNotValidIsRefusedWithItsField() {
    Ran refused = run("start", "backup", "--name", id, "--domain", "nowhere", "--path", "default");

    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.err()).contains("nowhere");
    assertThat(run("describe", id).code()).isEqualTo(7);
  }
}
