package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.gpmcworker.api.ApiCalls.get;
import static io.gpmcworker.api.ApiCalls.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is in the backup stores, and the reports that were written. */
@QuarkusTest
@TestProfile(Guarded.class)
class BackupsHttpTest extends WorkerTest {

  private static final Map<String, String> VIEWER = Map.of(Guarded.HEADER, Guarded.VIEWER);
  private static final Map<String, String> OPERATOR = Map.of(Guarded.HEADER, Guarded.OPERATOR);
  private static final String BACKUPS = "/backup-stores/default/backups";

  private static List<String> ids() {
    return get(BACKUPS, VIEWER).path("backups.id");
  }

  private static String bare(String braced) {
    return braced.substring(1, braced.length() - 1);
  }

  @Test
  void storesAndBackupsAreListed() {
    get("/backup-stores", VIEWER).then().body("backupStores.name", contains("default"));
    get(BACKUPS, VIEWER)
        .then()
        .statusCode(200)
        .body("backups", hasSize(2))
        .body("backups.gpo.displayName", everyItem(equalTo("Default Domain Policy")));
    get(BACKUPS + "?latest=true&gpo=default domain policy", VIEWER)
        .then()
        .body("backups", hasSize(1));
    get(BACKUPS + "?gpo=another", VIEWER).then().body("backups", hasSize(0));
    get(BACKUPS + "/" + bare(ids().getFirst()), VIEWER)
        .then()
        .body("id", equalTo(ids().getFirst()))
        .body("gpo.domain", equalTo("corp.example"));
  }

  @Test
  void whatIsNotThereIsToldAsSuch() {
    get("/backup-stores/none/backups", VIEWER)
        .then()
        .statusCode(404)
        .contentType(PROBLEM)
        .body("detail", containsString("default"));
    get(BACKUPS + "/" + UUID.randomUUID(), VIEWER).then().statusCode(404).contentType(PROBLEM);
    given()
        .urlEncodingEnabled(false)
        .headers(VIEWER)
        .get("/api/v1" + BACKUPS + "/..%2F..%2Fkeys/report")
        .then()
        .statusCode(404);
    get(BACKUPS + "/" + bare(ids().getFirst()) + "/report?type=pdf", VIEWER)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("type"));
  }

  @Test
  void aBackupsReportIsAPageThatReachesNothingOrXml() {
    String report = BACKUPS + "/" + bare(ids().getFirst()) + "/report";

    get(report, VIEWER)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Content-Security-Policy", startsWith("sandbox allow-scripts; default-src 'none'"))
        .header("X-Content-Type-Options", "nosniff")
        .body(containsString("Default Domain Policy"));
    byte[] xml = get(report + "?type=xml", VIEWER).then().statusCode(200).extract().asByteArray();
    assertThat(xml).startsWith(0xFF, 0xFE);
    assertThat(new String(xml, java.nio.charset.StandardCharsets.UTF_16))
        .contains("Default Domain Policy");
  }

  @Test
  void twoBackupsAreComparedSettingBySetting() {
    List<String> ids = ids();

    get(BACKUPS + "/" + bare(ids.get(0)) + "/diff/" + bare(ids.get(1)), VIEWER)
        .then()
        .statusCode(200)
        .body("changes", hasSize(1))
        .body("changes[0].kind", equalTo("changed"))
        .body(
            "changes[0].values.collect { (it.before + it.after).sort() }",
            contains(List.of("12 characters", "7 characters")));
    get(BACKUPS + "/" + bare(ids.get(0)) + "/diff/" + bare(ids.get(0)), VIEWER)
        .then()
        .body("changes", hasSize(0));
  }

  @Test
  void theReportOfAnOperationIsHandedOut() throws InterruptedException {
    ScriptedDriver.Play play = driver.play(id);
    post(
            "/operations",
            """
            {"id":"%s","operation":"report-gpo","domain":"corp","parameters":{"gpo":"%s","reportType":"html"}}
            """
                .formatted(id, id),
            OPERATOR)
        .then()
        .statusCode(202);
    play.awaitCall();
    get("/operations/" + id + "/report", VIEWER).then().statusCode(404).contentType(PROBLEM);
    play.end(
        GpmcResult.succeeded(
            new ResultValue.Report(ReportType.HTML, "<html>of " + id + "</html>"), List.of()));
    topics.awaitEnd(id);

    get("/operations/" + id + "/report", VIEWER)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Content-Security-Policy", startsWith("sandbox"))
        .body(containsString("of " + id));
  }
}
