package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.gpmcworker.api.ApiCalls.backup;
import static io.gpmcworker.api.ApiCalls.get;
import static io.gpmcworker.api.ApiCalls.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People with keys: who may do what, and under which name. */
@QuarkusTest
@TestProfile(Guarded.class)
class ApiKeysHttpTest extends WorkerTest {

  private static final Map<String, String> VIEWER = Map.of(Guarded.HEADER, Guarded.VIEWER);
  private static final Map<String, String> OPERATOR = Map.of(Guarded.HEADER, Guarded.OPERATOR);
  private static final Map<String, String> ADMIN = Map.of(Guarded.HEADER, Guarded.ADMIN);

  @Test
  void withoutAKeyOrWithAWrongOneNothingIsToldOrDone() {
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of(Guarded.HEADER, "wrong"),
            Map.of(Guarded.HEADER, ""),
            Map.of("Authorization", "Basic !"),
            Map.of("Authorization", "Basic d3Jvbmc="))) {
      get("/operations", headers)
          .then()
          .statusCode(401)
          .contentType(PROBLEM)
          .header("WWW-Authenticate", startsWith("Basic"));
      post("/operations", backup(id, id, ""), headers).then().statusCode(401);
    }
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void aViewerLooksAndChangesNothing() {
    get("/operations", VIEWER).then().statusCode(200);
    get("/workers", VIEWER).then().statusCode(200);

    post("/operations", backup(id, id, ""), VIEWER).then().statusCode(403).contentType(PROBLEM);
    post("/operations/" + id + "/cancel", "{}", VIEWER).then().statusCode(403);
    post("/dead-letters/1/replay", "", VIEWER).then().statusCode(403);
  }

  @Test
  void anOperatorStartsAndCancelsUnderTheNameThatTheKeyProves() throws InterruptedException {
    ScriptedDriver.Play play = driver.play(id);

    post("/operations", backup(id, id, ""), OPERATOR).then().statusCode(202);
    play.awaitCall();
    post(
            "/operations/" + id + "/cancel",
            "{}",
            Map.of("Prefer", "wait=20", Guarded.HEADER, Guarded.OPERATOR))
        .then()
        .statusCode(200)
        .body("answer", equalTo("accepted"))
        .body("requestedBy", equalTo("otto"));

    topics.awaitEnd(id);
    get("/operations/" + id, VIEWER)
        .then()
        .body("state", equalTo("CANCELLED"))
        .body("requestedBy", equalTo("otto"));
    post("/dead-letters/1/replay", "", OPERATOR).then().statusCode(403);
  }

  @Test
  void nobodyActsUnderAnothersName() {
    post("/operations", backup(id, id, ",\"requestedBy\":\"adam\""), OPERATOR)
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("errors.field", contains("requestedBy"))
        .body("errors[0].detail", containsString("otto"));
    post("/operations/" + id + "/cancel", "{\"requestedBy\":\"adam\"}", OPERATOR)
        .then()
        .statusCode(422);
    get("/operations/" + id, VIEWER).then().statusCode(404);
  }

  @Test
  void whoAsksTooOftenIsToldToWaitAndHoldsUpNobodyElse() {
    // A minute may begin in between; then the count does too.
    Response last = get("/operations", OPERATOR);
    for (int n = 0; n <= 2 * Guarded.COMMANDS_PER_MINUTE && last.statusCode() != 429; n++) {
      last = post("/operations", "{}", Map.of(Guarded.HEADER, Guarded.LOOPING));
    }

    last.then()
        .statusCode(429)
        .contentType(PROBLEM)
        .header("Retry-After", "60")
        .body("detail", containsString("'loop' has made more than 40 requests in a minute"));
    get("/operations", Map.of(Guarded.HEADER, Guarded.LOOPING)).then().statusCode(200);
    post("/operations", "{}", OPERATOR).then().statusCode(422);
  }

  @Test
  void twoPeoplesIdempotencyKeysAreNotOne() {
    String body = backup(id, id, "").replace("\"id\":\"" + id + "\",", "");

    String first =
        post("/operations", body, Map.of("Idempotency-Key", "1", Guarded.HEADER, Guarded.OPERATOR))
            .path("operationId");
    String second =
        post("/operations", body, Map.of("Idempotency-Key", "1", Guarded.HEADER, Guarded.ADMIN))
            .path("operationId");

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void anAdminSendsADeadLetterAgainAndIsNamedForIt() {
    topics.send(id, Map.of("ce_id", id), "no command".getBytes(StandardCharsets.UTF_8));
    await()
        .until(
            () -> get("/dead-letters", VIEWER).<List<String>>path("deadLetters.key").contains(id));
    String letter =
        get("/dead-letters", VIEWER).path("deadLetters.find { it.key == '" + id + "' }.id");

    post("/dead-letters/" + letter + "/replay", "", ADMIN).then().statusCode(202);

    get("/dead-letters/" + letter, VIEWER).then().body("replays.by", contains("adam"));
  }

  @Test
  void aKeyMayBeThePasswordOfBasicAuthentication() {
    given()
        .auth()
        .preemptive()
        .basic("whoever", Guarded.VIEWER)
        .get("/api/v1/domains")
        .then()
        .statusCode(200);
  }
}
