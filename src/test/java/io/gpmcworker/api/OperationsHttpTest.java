package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.gpmcworker.api.ApiCalls.backup;
import static io.gpmcworker.api.ApiCalls.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Start, look, watch, cancel over HTTP; nobody is asked for a name, on loopback only. */
@QuarkusTest
class OperationsHttpTest extends WorkerTest {

  private Response start(String more) {
    return post("/operations", backup(id, id, more), Map.of());
  }

  @Test
  void aStartGoesOverTheCommandTopicAndIsThereToBeLookedAt() {
    Response answer = start(",\"correlationId\":\"CHG0031\",\"requestedBy\":\"jane\"");

    answer
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/operations/" + id))
        .body("operationId", equalTo(id))
        .body("commandId", notNullValue());
    ReceivedEvent accepted = topics.awaitEnd(id).getFirst();
    assertThat(accepted.extension("causationid")).isEqualTo(answer.path("commandId"));
    assertThat(accepted.extension("correlationid")).isEqualTo("CHG0031");
    assertThat(accepted.data().get("requestedBy").textValue()).isEqualTo("jane");
    given()
        .get("/api/v1/operations/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("SUCCEEDED"))
        .body("operation", equalTo("backup-gpo"))
        .body("parameters.gpo", equalTo(id))
        .body("result.type", equalTo("gpo"))
        .body("correlationId", equalTo("CHG0031"));
  }

  @Test
  void anIdempotencyKeyGivesTheSameAnswerAndStartsNothingTwice() {
    String body = backup("", id, "").replace("\"id\":\"\",", "");
    Map<String, String> key = Map.of("Idempotency-Key", "\"" + id + "\"");

    String first = post("/operations", body, key).then().statusCode(202).extract().asString();
    String second = post("/operations", body, key).then().statusCode(202).extract().asString();

    assertThat(second).isEqualTo(first);
    String operation = io.restassured.path.json.JsonPath.from(first).getString("operationId");
    topics.awaitEnd(operation);
    assertThat(driver.calls(operation)).isEqualTo(1);
    post("/operations", body.replace(id, "other"), key)
        .then()
        .statusCode(409)
        .contentType(PROBLEM)
        .body("type", endsWith(":conflict"));
  }

  @Test
  void everyWrongFieldIsNamedAndNothingIsSent() {
    post(
            "/operations",
            """
            {"id":"a b","operation":"backup-gpo","domain":"nowhere","parameters":{"backupStore":"default","what":1},"expiryTime":"soon"}
            """,
            Map.of())
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("status", equalTo(422))
        .body(
            "errors.field",
            hasItems("id", "expiryTime", "domain", "parameters.gpo", "parameters.what"));
    post("/operations", "{\"operation\":", Map.of())
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("type", endsWith(":malformed-payload"));
    post(
            "/operations",
            "{\"operation\":\"report-domain\",\"domain\":\"corp\",\"parameters\":{\"reportType\":\"xml\"}}",
            Map.of())
        .then()
        .statusCode(422)
        .body("type", endsWith(":operation-not-supported"))
        .body("detail", containsString("backup-gpo"));
  }

  @Test
  void preferWaitBringsTheAnswers() throws InterruptedException {
    ScriptedDriver.Play play = driver.play(id);
    Map<String, String> wait = Map.of("Prefer", "wait=20");

    post("/operations", backup(id, id, ""), wait)
        .then()
        .statusCode(200)
        .header("Preference-Applied", "wait")
        .body("id", equalTo(id));
    play.awaitCall();
    post("/operations/" + id + "/cancel", "{\"reason\":\"withdrawn\"}", wait)
        .then()
        .statusCode(200)
        .body("answer", equalTo("accepted"))
        .body("reason", equalTo("withdrawn"))
        .body("requestedBy", equalTo("anonymous"));
    play.awaitCancel();
    topics.awaitEnd(id);
    post("/operations/" + id + "/cancel", "", wait)
        .then()
        .statusCode(200)
        .body("answer", equalTo("accepted"))
        .body("already", equalTo(true));
    post("/operations/never-" + id + "/cancel", "{}", wait)
        .then()
        .body("pendingStart", equalTo(true));
  }

  @Test
  void listsAreFilteredAndPaged() {
    String ticket = "T-" + id;
    for (int n = 0; n < 5; n++) {
      post(
          "/operations",
          backup(id + "-" + n, "GPO " + id, ",\"correlationId\":\"" + ticket + "\""),
          Map.of());
      topics.awaitEnd(id + "-" + n);
    }

    Response page = given().get("/api/v1/operations?limit=3&correlationId=" + ticket);
    page.then().statusCode(200).body("operations.id", contains(id + "-4", id + "-3", id + "-2"));
    String later = ",\"correlationId\":\"" + ticket + "\"";
    post("/operations", backup(id + "-later", "GPO " + id, later), Map.of());
    topics.awaitEnd(id + "-later");
    given()
        .queryParam("correlationId", ticket)
        .queryParam("state", "succeeded,failed")
        .queryParam("operation", "backup-gpo")
        .queryParam("gpo", "gpo " + id.toUpperCase(java.util.Locale.ROOT))
        .queryParam("since", "2026-01-01T00:00:00Z")
        .queryParam("cursor", page.<String>path("next"))
        .get("/api/v1/operations")
        .then()
        .body("operations.id", contains(id + "-1", id + "-0"))
        .body("next", org.hamcrest.Matchers.nullValue());
    given()
        .get("/api/v1/operations?limit=0&state=odd&cursor=x")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors.field", hasItems("limit", "state", "cursor"));
  }

  @Test
  void anETagSavesTheAnswer() {
    start("");
    topics.awaitEnd(id);
    String tag = given().get("/api/v1/operations/" + id).header("ETag");

    given().header("If-None-Match", tag).get("/api/v1/operations/" + id).then().statusCode(304);
  }

  @Test
  void whatThereIsCanBeLookedAt() {
    given()
        .get("/api/v1/domains/corp")
        .then()
        .statusCode(200)
        .body("operations.find { it.operation == 'report-gpo' }.cancellable", equalTo(false))
        .body("notSupported", hasItem("restore-gpo"));
    given()
        .get("/api/v1/workers")
        .then()
        .statusCode(200)
        .body("workers.alive", hasItem(true))
        .body("workers[0].heartbeatAgeSeconds", notNullValue());
  }

  @Test
  void aDeadLetterIsToldAndSentAgain() {
    topics.send(id, Map.of("ce_id", id), "no command".getBytes(StandardCharsets.UTF_8));
    org.awaitility.Awaitility.await()
        .until(() ->
            given().get("/api/v1/dead-letters").<List<String>>path("deadLetters.key").contains(id));
    String letter =
        given().get("/api/v1/dead-letters").path("deadLetters.find { it.key == '" + id + "' }.id");

    given()
        .get("/api/v1/dead-letters/" + letter)
        .then()
        .body("reason", containsString("CloudEvent"))
        .body("value", equalTo("no command"));
    given()
        .post("/api/v1/dead-letters/" + letter + "/replay")
        .then()
        .statusCode(202)
        .body("replays.by", contains("anonymous"));
    org.awaitility.Awaitility.await()
        .until(() ->
            given().get("/api/v1/dead-letters").<List<String>>path("deadLetters.key").stream()
                    .filter(id::equals)
                    .count()
                == 2);
  }
}
