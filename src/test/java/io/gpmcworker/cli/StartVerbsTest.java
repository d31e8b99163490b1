package io.gpmcworker.cli;

import static io.gpmcworker.cli.RecordedWorker.event;
import static io.gpmcworker.cli.RecordedWorker.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.request.ObjectFields;
import io.gpmcworker.operation.request.Requests;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./gpmc start}: what is sent, what is printed, and with which exit code it ends. */
class StartVerbsTest extends RemoteVerbTest {

  private static final String GUID = "31b2f340-016d-11d2-945f-00c04fb984f9";

  /** Every operation there is, with all that its verb can say. */
  private static final List<String> ALL =
      List.of(
          "backup --name Lab --comment why",
          "backup --all",
          "restore --guid " + GUID,
          "restore --all",
          "import --backup-id "
              + GUID
              + " --target-name Lab --migration-table a.migtable"
              + " --migration-table-only --map-preferences --create-if-needed",
          "import --backup-gpo-name Lab --target-guid {" + GUID + "}",
          "copy --source-name Lab --target-name Two --target-domain lab --copy-acl"
              + " --migration-table a.migtable --migration-table-only --map-preferences",
          "copy --guid " + GUID + " --target-name Two",
          "report --name Lab --report-type xml",
          "report-backup --backup-id " + GUID,
          "report-rsop --computer pc1 --user jane",
          "report-domain",
          "starter backup --name Kiosk --comment why",
          "starter restore --backup-id " + GUID,
          "starter copy --name Kiosk --target-name Two",
          "starter load --file kiosk.cab --overwrite",
          "starter save --name Kiosk --file kiosk.cab --overwrite --save-as-system --language de-DE"
              + " --author me --product it --unique-id 1 --starter-version 2",
          "starter report --guid " + GUID,
          "starter report-backup --name Kiosk");

  private void accepts(String state) {
    worker().answers("POST /operations", 200, operation("CHG0031-1", state));
  }

  private Ran start(String words, String... more) {
    List<String> all = new java.util.ArrayList<>(List.of("start"));
    all.addAll(List.of(words.split(" ")));
    all.addAll(List.of("--domain", "corp"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void everyOperationCanBeStartedAndIsReadByWhatReadsTheTopic() throws Exception {
    accepts("QUEUED");
    worker().answers("GET /backup-stores", 200, "{\"backupStores\":[{\"name\":\"default\"}]}");
    Set<OperationKind> started = EnumSet.noneOf(OperationKind.class);
    Requests requests = new Requests(new ObjectMapper());
    for (String words : ALL) {
      worker().asked().clear();
      assertThat(start(words)).as(words).extracting(Ran::code).isEqualTo(0);
      ObjectNode body = (ObjectNode) new ObjectMapper().readTree(worker().only("POST").body());
      OperationKind kind = OperationKind.ofWireName(body.path("operation").asText()).orElseThrow();
      ObjectFields fields = new ObjectFields(body, "");
      assertThat(requests.read(kind, fields)).as(words).isPresent();
      fields.finish();
      started.add(kind);
    }
    assertThat(started).containsExactlyInAnyOrder(OperationKind.values());
  }

  @Test
  void whatIsSaidIsSentUnderTheParametersOfTheOperation() throws IOException {
    accepts("QUEUED");
    Ran ran =
        start(
            "import --backup-id " + GUID + " --create-if-needed --path archive",
            "--target-name",
            "Default Domain Policy",
            "--id",
            "CHG0031-1",
            "--ticket",
            "CHG0031");

    var asked = worker().only("POST");
    var body = new ObjectMapper().readTree(asked.body());
    assertThat(body.path("parameters").toString())
        .isEqualTo(
            "{\"backupId\":\"{31B2F340-016D-11D2-945F-00C04FB984F9}\",\"target\":\"Default Domain"
                + " Policy\",\"createIfNeeded\":true,\"backupStore\":\"archive\"}");
    assertThat(body.path("id").asText()).isEqualTo("CHG0031-1");
    assertThat(body.path("correlationId").asText()).isEqualTo("CHG0031");
    assertThat(body.path("requestedBy").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(asked.header("Idempotency-Key")).isPresent();
    assertThat(asked.header("Prefer")).contains("wait=20");
    assertThat(ran)
        .isEqualTo(new Ran(0, "CHG0031-1  QUEUED  backup-gpo Default Domain Policy\n", ""));
  }

  @Test
  void withoutADomainOrAStoreTheOnlyOneIsMeant() throws IOException {
    accepts("QUEUED");
    worker()
        .answers("GET /backup-stores", 200, "{\"backupStores\":[{\"name\":\"default\"}]}")
        .answers("GET /domains", 200, "{\"domains\":[{\"name\":\"corp\"}]}");

    assertThat(run("start", "backup", "--all").code()).isZero();
    assertThat(worker().only("POST").body())
        .contains("\"domain\":\"corp\"", "\"backupStore\":\"default\"", "backup-all-gpos");
  }

  @Test
  void ofSeveralStoresOneIsToBeNamed() {
    worker()
        .answers(
            "GET /backup-stores", 200, "{\"backupStores\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");

    assertThat(start("backup --all"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "There are several: name the backup store by --backup-store, one of a, b.\n"));
  }

  @ParameterizedTest
  @CsvSource({"SUCCEEDED,0", "FAILED,1", "CANCELLED,3", "OUTCOME_UNKNOWN,4"})
  void waitingEndsWithACodeThatTellsTheEnd(String state, int code) {
    accepts("QUEUED");
    String type = "operation." + state.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    worker()
        .streams(
            "/operations/CHG0031-1/events",
            event("1", "CHG0031-1", "operation.accepted", "{}"),
            event("2", "CHG0031-1", "operation.started", "{}"),
            event(
                "3",
                "CHG0031-1",
                "operation.progressed",
                "{\"numerator\":6,\"denominator\":12,\"step\":\"SYSVOL\"}"),
            event("4", "CHG0031-1", type, "{\"state\":\"" + state + "\"}"))
        .answers("GET /operations/CHG0031-1", 200, operation("CHG0031-1", state));

    Ran ran = start("report --name Lab", "--wait");

    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out())
        .contains("RUNNING", "6/12")
        .containsOnlyOnce(state)
        .endsWith(" CHG0031-1  backup-gpo Default Domain Policy  6/12\n");
    assertThat(ran.out().contains("\u001b")).isFalse();
  }

  @Test
  void waitingInJsonGivesTheOperationAlone() throws IOException {
    accepts("QUEUED");
    worker()
        .streams(
            "/operations/CHG0031-1/events", event("4", "CHG0031-1", "operation.succeeded", "{}"))
        .answers("GET /operations/CHG0031-1", 200, operation("CHG0031-1", "SUCCEEDED"));

    Ran ran = start("report --name Lab --wait -o json");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.json().path("state").asText()).isEqualTo("SUCCEEDED");
  }

  @Test
  void waitingInJsonLinesGivesTheEvents() {
    accepts("QUEUED");
    String end = event("4", "CHG0031-1", "operation.succeeded", "{}");
    worker()
        .streams("/operations/CHG0031-1/events", end)
        .answers("GET /operations/CHG0031-1", 200, operation("CHG0031-1", "SUCCEEDED"));

    assertThat(start("report --name Lab --wait -o jsonl").out()).isEqualTo(end + "\n");
  }

  @Test
  void waitingForLongEnoughEndsAndCancelsNothing() {
    accepts("RUNNING");
    worker()
        .streams("/operations/CHG0031-1/events")
        .answers("GET /operations/CHG0031-1", 200, operation("CHG0031-1", "RUNNING"));

    Ran ran = start("report --name Lab --wait --timeout 1s");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.err()).contains("It goes on: ./gpmc watch CHG0031-1");
    assertThat(worker().asked()).noneMatch(it -> it.uri().contains("cancel"));
  }

  @Test
  void aRefusalIsTheWorkersOwnSentence() {
    worker()
        .answers(
            "POST /operations",
            422,
            "{\"title\":\"no\",\"detail\":\"2 fields\",\"errors\":[{\"field\":\"parameters.gpo\",\"detail\":\"is"
                + " missing\"},{\"field\":\"domain\",\"detail\":\"is unknown\"}]}");

    assertThat(start("report --name Lab"))
        .isEqualTo(new Ran(7, "", "parameters.gpo is missing. domain is unknown.\n"));
  }

  @Test
  void aMissingKeyIsSaidWithWhatToDo() {
    worker().answers("POST /operations", 401, "");

    Ran ran = start("report --name Lab");

    assertThat(ran.code()).isEqualTo(7);
    assertThat(ran.err()).contains("asks who you are", "GPMC_API_KEY");
  }

  @Test
  void aWorkerThatCannotServeIsUnavailable() {
    worker().answers("POST /operations", 503, "{\"detail\":\"The broker does not answer.\"}");

    assertThat(start("report --name Lab"))
        .isEqualTo(new Ran(6, "", "The broker does not answer.\n"));
  }

  @Test
  void whatIsNoCommandLineIsToldInTwoLines() {
    Ran ran = start("backup --guid nonsense");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("'nonsense' is no GUID", "Help: ./gpmc start backup --help")
        .hasLineCount(2);
    assertThat(start("backup --name a --all").code()).isEqualTo(2);
    assertThat(start("backup").err()).contains("--name=NAME | --guid=GUID | --all");
    assertThat(worker().asked()).isEmpty();
  }
}
