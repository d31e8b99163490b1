package io.gpmcworker.cli;

import static io.gpmcworker.cli.RecordedWorker.event;
import static io.gpmcworker.cli.RecordedWorker.operation;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that look at something: text, JSON, JSON lines. */
class ReadingVerbsTest extends RemoteVerbTest {

  @TempDir Path folder;

  @Test
  void listShowsATable() {
    worker()
        .answers(
            "GET /operations?limit=50",
            200,
            "{\"operations\":[%s,%s]}"
                .formatted(operation("b", "RUNNING"), operation("a", "FAILED")));

    Ran ran = run("list");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .hasSize(4)
        .first()
        .asString()
        .matches("ID +STATE +DONE +AGE +OPERATION +DOMAIN +ABOUT +TICKET +REQUESTED BY");
    assertThat(ran.out())
        .containsPattern("b +RUNNING +3/12 .* corp +Default Domain Policy +CHG0031 +jane");
  }

  @Test
  void listPassesItsFiltersOn() {
    String uri =
        "/operations?state=running%2Ccancelling&operation=backup-gpo&domain=corp&gpo=A%20%26%20B"
            + "&correlationId=CHG0031&requestedBy=jane&since=2026-01-31T12%3A00%3A00Z&limit=7";
    worker().answers("GET " + uri, 200, "{\"operations\":[]}");

    Ran ran =
        run(
            "list",
            "--state=running,cancelling",
            "--operation=backup-gpo",
            "--domain=corp",
            "--name=A & B",
            "--ticket=CHG0031",
            "--requested-by=jane",
            "--since=2026-01-31T13:00:00+01:00",
            "--limit=7");

    assertThat(ran).isEqualTo(new Ran(0, "", "There is no such operation.\n"));
  }

  @Test
  void listGoesOverPagesAndSaysWhereItEnded() throws IOException {
    worker()
        .answers(
            "GET /operations?limit=2",
            200,
            "{\"operations\":[%s],\"next\":\"p2\"}".formatted(operation("a", "RUNNING")))
        .answers(
            "GET /operations?limit=1&cursor=p2",
            200,
            "{\"operations\":[%s],\"next\":\"p3\"}".formatted(operation("b", "RUNNING")));

    Ran ran = run("list", "--limit", "2", "-o", "json");

    assertThat(ran.json().path("operations").findValuesAsText("id")).containsExactly("a", "b");
    assertThat(ran.json().path("next").asText()).isEqualTo("p3");
    assertThat(ran.err()).isEqualTo("There are more: --cursor p3\n");
    assertThat(run("list", "--limit", "2", "-o", "jsonl").out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"id\":"));
  }

  @Test
  void aLimitOrATimeThatIsNoneIsSaidBeforeAnythingIsAsked() {
    assertThat(run("list", "--limit", "0"))
        .isEqualTo(new Ran(2, "", "--limit 0 is none: 1 or more.\n"));
    assertThat(run("list", "--since", "2026-01-31").err())
        .contains("'2026-01-31' is no time such as 2026-01-31T12:00:00Z, or 2h ago");
    assertThat(run("list", "--since", "yesterday").code()).isEqualTo(2);
    assertThat(worker().asked()).isEmpty();
  }

  @Test
  void describeTellsAllAndNothingThatControlsATerminal() {
    worker()
        .answers(
            "GET /operations/a",
            200,
            operation("a", "FAILED").replace("Default Domain Policy", "Evil\\u001b[2J"));

    Ran ran = run("describe", "a");

    assertThat(ran.out())
        .contains("state         FAILED")
        .contains("error         The GPO may not be read. (0x80070005)")
        .contains("parameters    gpo: Evil\\u001b[2J")
        .contains("ticket        CHG0031")
        .contains("progress      3/12  SYSVOL")
        .doesNotContain("\u001b");
  }

  @Test
  void whatIsNotThereIsRefused() {
    worker()
        .answers(
            "GET /operations/..%2Fx", 404, "{\"detail\":\"There is no operation of this id.\"}");

    assertThat(run("describe", "../x"))
        .isEqualTo(new Ran(7, "", "There is no operation of this id.\n"));
  }

  @Test
  void eventsOfAnOperationInOrder() throws IOException {
    worker()
        .answers(
            "GET /operations/a/events",
            200,
            "[%s,%s]"
                .formatted(
                    event("1", "a", "operation.accepted", "{\"operation\":\"backup-gpo\"}"),
                    event("2", "a", "operation.failed", "{\"error\":{\"detail\":\"No.\"}}")));

    assertThat(run("events", "a").out().lines())
        .containsExactly(
            "2026-11-22T10:00:00.000Z  operation.accepted        a  backup-gpo",
            "2026-11-22T10:00:00.000Z  operation.failed          a  No.");
    assertThat(run("events", "a", "-o", "json").json()).hasSize(2);
    assertThat(run("events", "a", "-o", "jsonl").out().lines()).hasSize(2);
  }

  @Test
  void eventsAreFollowedUntilTheEnd() {
    worker()
        .streams(
            "/operations/a/events",
            event("1", "a", "operation.accepted", "{}"),
            event("1", "a", "operation.accepted", "{}"),
            event("2", "a", "operation.cancelled", "{\"reason\":\"REQUESTED\"}"))
        .answers("GET /operations/a", 200, operation("a", "RUNNING"));

    assertThat(run("events", "a", "--follow").out().lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("operation.cancelled", "REQUESTED");
  }

  @Test
  void anOperationThatIsNotThereYetIsWaitedForAndThatIsSaid() {
    worker().streams("/operations/a/events", event("1", "a", "operation.failed", "{}"));

    assertThat(run("events", "a", "--follow"))
        .isEqualTo(
            new Ran(
                0,
                "2026-11-22T10:00:00.000Z  operation.failed          a\n",
                "There is no operation a yet; waiting for it.\n"));
  }

  @Test
  void whatIsFollowedIsNoOneDocument() {
    Ran all = run("events", "--follow", "-o", "json");

    assertThat(all.code()).isEqualTo(2);
    assertThat(all.err()).contains("give -o jsonl");
    assertThat(run("events", "a", "--follow", "-o", "json").code()).isEqualTo(2);
    assertThat(run("watch", "-o", "json").code()).isEqualTo(2);
    assertThat(worker().asked()).isEmpty();
  }

  @Test
  void eventsOfAllAreFilteredAsTheListIs() {
    assertThat(run("events", "a", "--state", "failed").code()).isEqualTo(2);
    assertThat(run("events", "a", "--guid", "31B2F340-016D-11D2-945F-00C04FB984F9").code())
        .isEqualTo(2);
  }

  @Test
  void eventsNeedAnIdOrToBeFollowed() {
    assertThat(run("events").code()).isEqualTo(2);
    assertThat(run("events", "a", "--type", "operation.failed").code()).isEqualTo(2);
  }

  @Test
  void backupsOfTheOnlyStore() throws IOException {
    worker()
        .answers("GET /backup-stores", 200, "{\"backupStores\":[{\"name\":\"default\"}]}")
        .answers(
            "GET /backup-stores/default/backups?gpo=Lab&latest=true",
            200,
            "{\"backups\":[{\"id\":\"{A}\",\"backupStore\":\"default\",\"gpo\":{\"id\":\"{B}\",\"displayName\":\"Lab\",\"domain\":\"corp.example\"},\"time\":\"2026-11-22T10:00:00Z\",\"comment\":\"why\"}]}");

    assertThat(run("backups", "--name", "Lab", "--latest").out())
        .containsPattern("\\{A} +2026-11-22T10:00:00Z +Lab +corp.example +why");
    assertThat(
            run("backups", "--name", "Lab", "--latest", "-o", "json")
                .json()
                .at("/backups/0/id")
                .asText())
        .isEqualTo("{A}");
  }

  @Test
  void resultIsTheReportByteForByte() throws IOException {
    byte[] xml =
        "\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?><GPO/>"
            .getBytes(StandardCharsets.UTF_16LE);
    worker().answers("GET /operations/a/report", 200, xml);
    Path file = folder.resolve("r.xml");

    assertThat(run("result", "a", "-o", file.toString()).code()).isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(xml);
    assertThat(run("result", "a").out()).contains("encoding=\"utf-8\"", "<GPO/>");
  }

  @Test
  void workersWithTheirLeases() throws IOException {
    worker()
        .answers(
            "GET /workers",
            200,
            "{\"workers\":[{\"id\":\"1\",\"name\":\"w1\",\"alive\":true,\"startedAt\":\"2026-11-22T10:00:00Z\",\"heartbeatAgeSeconds\":0.5,\"leaseLeftSeconds\":9.5,\"operations\":[\"a\"]}]}");

    assertThat(run("workers").out()).containsPattern("w1 +alive +1 +0.5 s ago +9.5 s");
    assertThat(run("workers", "-o", "jsonl").out().lines()).hasSize(1);
    assertThat(run("workers", "-o", "json").json().at("/workers/0/name").asText()).isEqualTo("w1");
  }

  @Test
  void domainsAndWhatEachCan() throws IOException {
    String domain =
        "{\"name\":\"corp\",\"operations\":[{\"operation\":\"restore-gpo\",\"method\":\"IGPMDomain::RestoreGPO\",\"changes\":true,\"cancellable\":true}],\"notSupported\":[\"report-rsop\"]}";
    worker()
        .answers("GET /domains", 200, "{\"domains\":[" + domain + "]}")
        .answers("GET /domains/corp", 200, domain);

    assertThat(run("domains").out()).containsPattern("corp +1 +report-rsop");
    assertThat(run("domains", "corp").out())
        .containsPattern("restore-gpo +IGPMDomain::RestoreGPO +the domain +yes")
        .contains("report-rsop", "(not supported)");
    assertThat(run("domains", "corp", "-o", "json").json().path("name").asText()).isEqualTo("corp");
  }

  @Test
  void deadLettersAreListedShownAndSentAgain() throws IOException {
    String letter =
        "{\"id\":\"42\",\"time\":\"2026-11-22T10:00:00Z\",\"reason\":\"domain: is unknown\",\"key\":\"a\",\"headers\":[{\"name\":\"ce_id\",\"value\":\"1\"}],\"value\":\"{}\",\"leftOutBytes\":0,\"topic\":\"gpmc.commands\",\"partition\":0,\"offset\":7,\"replays\":[{\"at\":\"2026-11-22T11:00:00Z\",\"by\":\"jane\"}]}";
    worker()
        .answers("GET /dead-letters?limit=50", 200, "{\"deadLetters\":[" + letter + "]}")
        .answers("GET /dead-letters/42", 200, letter)
        .answers("POST /dead-letters/42/replay", 202, letter);

    assertThat(run("dlq", "list").out()).containsPattern("42 .* a +1× +domain: is unknown");
    assertThat(run("dlq", "list", "-o", "jsonl").out().lines()).hasSize(1);
    assertThat(run("dlq", "show", "42").out())
        .contains("header    ce_id: 1", "replayed  2026-11-22T11:00:00Z by jane");
    assertThat(run("dlq", "show", "42", "-o", "json").json().path("offset").asInt()).isEqualTo(7);
    assertThat(run("dlq", "replay", "42")).isEqualTo(new Ran(0, "sent again  42  a\n", ""));
    assertThat(run("dlq").code()).isEqualTo(2);
  }

  @Test
  void nobodyThereIsUnavailable() {
    worker().close();

    Ran ran = run("list");

    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.err()).contains(worker().url() + " cannot be reached", "./gpmc up");
  }

  @Test
  void somebodyElseThereIsSaid() {
    worker().answers("GET /workers", 200, "<html>Router</html>");

    Ran ran = run("workers");

    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.err()).contains("not as gpmc-worker does");
  }
}
