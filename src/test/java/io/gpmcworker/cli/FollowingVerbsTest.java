package io.gpmcworker.cli;

import static io.gpmcworker.cli.RecordedWorker.event;
import static io.gpmcworker.cli.RecordedWorker.operation;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./gpmc watch}, {@code wait} and {@code cancel}. */
class FollowingVerbsTest extends RemoteVerbTest {

  @TempDir Path folder;

  private void ends(String id, String state) {
    String type = "operation." + state.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    worker()
        .streams(
            "/operations/" + id + "/events",
            event(id + "1", id, "operation.started", "{}"),
            event(id + "2", id, type, "{}"))
        .answers("GET /operations/" + id, 200, operation(id, state).replace(state, "RUNNING"));
    worker().answersNext("GET /operations/" + id, 200, operation(id, state));
  }

  @Test
  void waitTellsTheWorstEnd() {
    ends("a", "SUCCEEDED");
    ends("b", "FAILED");

    Ran ran = run("wait", "a", "b");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            """
            SUCCEEDED  a  backup-gpo Default Domain Policy
            FAILED  b  backup-gpo Default Domain Policy
            """);
    assertThat(ran.err()).isEqualTo("b: The GPO may not be read. (0x80070005)\n");
  }

  @Test
  void waitForWhatHasEndedAnswersAtOnce() throws IOException {
    worker().answers("GET /operations/a", 200, operation("a", "CANCELLED"));

    Ran ran = run("wait", "a", "-o", "json");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.json().path("id").asText()).isEqualTo("a");
  }

  @Test
  void waitForWhatIsNotThereIsRefused() {
    assertThat(run("wait", "a").code()).isEqualTo(7);
  }

  @Test
  void watchShowsEachChangeInALineWhereThereIsNoTerminal() {
    ends("a", "SUCCEEDED");

    Ran ran = run("watch", "a");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            RUNNING         a  backup-gpo Default Domain Policy  3/12
            SUCCEEDED       a  backup-gpo Default Domain Policy  3/12
            """)
        .doesNotContain("\u001b");
  }

  @Test
  void watchOfAllEndsWithItsTimeAndSaysSo() {
    worker()
        .streams("/events")
        .answers(
            "GET /operations?limit=200&state=QUEUED%2CRUNNING%2CCANCELLING",
            200, "{\"operations\":[]}");

    assertThat(run("watch", "--timeout", "1s"))
        .isEqualTo(new Ran(5, "", "Watched for long enough. What runs goes on.\n"));
  }

  @Test
  void watchOfATicketEndsWithItsOperations() {
    worker()
        .streams(
            "/events?correlationId=CHG0031",
            event("1", "b", "operation.accepted", "{\"operation\":\"copy-gpo\"}"),
            event("2", "a", "operation.succeeded", "{}"),
            event("3", "b", "operation.outcome-unknown", "{}"))
        .answers(
            "GET /operations?correlationId=CHG0031&limit=200",
            200,
            "{\"operations\":[%s]}".formatted(operation("a", "RUNNING")));

    Ran ran = run("watch", "--ticket", "CHG0031");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out()).contains("OUTCOME_UNKNOWN b  copy-gpo");
  }

  @Test
  @Timeout(30)
  void watchOfATicketListensBeforeItLooksSoThatNoEndIsMissed() {
    String list = "GET /operations?correlationId=CHG0031&limit=200";
    worker()
        .streams("/events?correlationId=CHG0031")
        .answersUnheard(list, 200, "{\"operations\":[%s]}".formatted(operation("a", "RUNNING")))
        .answers(list, 200, "{\"operations\":[%s]}".formatted(operation("a", "SUCCEEDED")));

    assertThat(run("watch", "--ticket", "CHG0031").code()).isZero();
  }

  @Test
  void watchOfATicketInJsonGivesItsOperationsInTheEnd() throws IOException {
    worker()
        .streams("/events?correlationId=CHG0031", event("1", "a", "operation.succeeded", "{}"))
        .answers(
            "GET /operations?correlationId=CHG0031&limit=200",
            200,
            "{\"operations\":[%s,%s]}"
                .formatted(operation("b", "SUCCEEDED"), operation("a", "RUNNING")))
        .answers("GET /operations/a", 200, operation("a", "SUCCEEDED"))
        .answers("GET /operations/b", 200, operation("b", "SUCCEEDED"));

    Ran ran = run("watch", "--ticket", "CHG0031", "-o", "json");

    assertThat(ran.code()).isZero();
    assertThat(ran.json().findValuesAsText("id")).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "events --follow", "watch -o jsonl"})
  @Timeout(30)
  void whereNobodyReadsOnNobodyWatchesOn(String verb) {
    worker()
        .streams("/events", event("1", "a", "operation.accepted", "{}"))
        .answers(
            "GET /operations?limit=200&state=QUEUED%2CRUNNING%2CCANCELLING",
            200, "{\"operations\":[]}");
    PrintWriter closedPipe =
        new PrintWriter(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            false,
            StandardCharsets.UTF_8);

    Main.commandLine()
        .setOut(closedPipe)
        .setErr(new PrintWriter(Writer.nullWriter()))
        .execute((verb + " --url " + worker().url()).split(" "));

    assertThat(closedPipe.checkError()).isTrue();
  }

  @Test
  void cancelTellsTheAnswer() throws IOException {
    worker()
        .answers(
            "POST /operations/a/cancel",
            200,
            "{\"answer\":\"accepted\",\"operationId\":\"a\",\"commandId\":\"c\",\"state\":\"RUNNING\"}");

    Ran ran = run("cancel", "a", "--reason", "change withdrawn");

    assertThat(ran).isEqualTo(new Ran(0, "accepted  a  RUNNING\n", ""));
    var asked = worker().only("POST");
    assertThat(asked.body()).contains("\"reason\":\"change withdrawn\"");
    assertThat(asked.header("Prefer")).contains("wait=30");
    assertThat(run("cancel", "a", "-o", "json").json().path("answer").asText())
        .isEqualTo("accepted");
  }

  @Test
  void cancelThatIsTooLateIsRefused() {
    worker()
        .answers(
            "POST /operations/a/cancel",
            200,
            "{\"answer\":\"too-late\",\"operationId\":\"a\",\"state\":\"SUCCEEDED\"}");

    assertThat(run("cancel", "a")).isEqualTo(new Ran(7, "too-late  a  SUCCEEDED\n", ""));
  }

  @Test
  void cancelThatIsWaitedForIsDoneWhenItWasCancelled() {
    worker()
        .answers(
            "POST /operations/a/cancel", 200, "{\"answer\":\"accepted\",\"operationId\":\"a\"}");
    ends("a", "CANCELLED");

    Ran ran = run("cancel", "a", "--wait");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("CANCELLED  a");
  }

  @Test
  @Timeout(30)
  void cancelThatNothingCanBeAwaitedOfEndsWithItsAnswer() {
    worker()
        .answers(
            "POST /operations/a/cancel",
            200,
            "{\"answer\":\"accepted\",\"operationId\":\"a\",\"pendingStart\":true}");
    worker()
        .answers(
            "POST /operations/b/cancel",
            200,
            "{\"answer\":\"too-late\",\"operationId\":\"b\",\"state\":\"FAILED\"}");

    Ran unseen = run("cancel", "a", "--wait");
    assertThat(unseen.code()).isZero();
    assertThat(unseen.out()).contains("never seen");
    assertThat(run("cancel", "b", "--wait").code()).isEqualTo(7);
  }

  @Test
  void cancelThatComesTooLateInTheEndSaysSo() {
    worker()
        .answers(
            "POST /operations/a/cancel", 200, "{\"answer\":\"accepted\",\"operationId\":\"a\"}");
    ends("a", "SUCCEEDED");

    assertThat(run("cancel", "a", "--wait").code()).isEqualTo(7);
  }

  @Test
  void ctrlCEndsTheWatchingAndCancelsNothing() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "Signals are only tried on Linux.");
    worker()
        .streams("/operations/a/events", event("1", "a", "operation.started", "{}"))
        .answers("GET /operations/a", 200, operation("a", "RUNNING"));
    Path err = folder.resolve("err");
    Process watch =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.gpmcworker.cli.Main",
                    "watch",
                    "a",
                    "--url",
                    worker().url()))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(worker().isListenedTo()).isTrue();
      new ProcessBuilder("kill", "-" + signal(watch), Long.toString(watch.pid())).start().waitFor();
      assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.exitValue()).isGreaterThan(128);
      assertThat(err).content().contains("No longer watched", "./gpmc watch a");
      assertThat(worker().asked()).allMatch(it -> it.method().equals("GET"));
    } finally {
      watch.destroyForcibly();
    }
  }

  /** What Ctrl-C sends; a build in the background may have it ignored, and so have its children. */
  private static String signal(Process process) throws IOException {
    long ignored =
        Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .sum();
    return (ignored & 2) == 0 ? "INT" : "TERM";
  }
}
