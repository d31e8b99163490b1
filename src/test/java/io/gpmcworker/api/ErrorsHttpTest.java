package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.gpmcworker.api.ApiCalls.backup;
import static io.gpmcworker.api.ApiCalls.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused, and how; and what the interface says of itself. */
@QuarkusTest
class ErrorsHttpTest extends WorkerTest {

  @Test
  void everyErrorIsAProblem() {
    given().get("/api/v1/operations/" + id).then().statusCode(404).contentType(PROBLEM);
    given().get("/api/v1/nothing").then().statusCode(404).contentType(PROBLEM);
    given().delete("/api/v1/operations").then().statusCode(405).contentType(PROBLEM);
    given()
        .accept("image/png")
        .get("/api/v1/operations")
        .then()
        .statusCode(406)
        .contentType(PROBLEM);
    given()
        .contentType(ContentType.TEXT)
        .body("x")
        .post("/api/v1/operations")
        .then()
        .statusCode(415)
        .contentType(PROBLEM);
    given().get("/api/v1/backup-stores/none/backups").then().statusCode(404).contentType(PROBLEM);
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    for (String body :
        new String[] {"", "{", "[]", "null", "{} {}", "{\"id\":\"1\",\"id\":\"2\"}"}) {
      post("/operations", body, Map.of())
          .then()
          .statusCode(400)
          .contentType(PROBLEM)
          .body("type", endsWith(":malformed-payload"));
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    int status = post("/operations", backup(id, "x".repeat(1_100_000), ""), Map.of()).statusCode();

    assertThat(status).isEqualTo(413);
  }

  @Test
  void otherSitesPagesAreKeptOut() {
    given()
        .contentType(ContentType.JSON)
        .header("Origin", "https://evil.example")
        .body(backup(id, id, ""))
        .post("/api/v1/operations")
        .then()
        .statusCode(403)
        .body("type", endsWith(":foreign-origin"));
    given()
        .header("Host", "evil.example")
        .get("/api/v1/operations")
        .then()
        .statusCode(403)
        .body("type", endsWith(":foreign-host"));
  }

  @Test
  void aPagesOwnScriptsAreNotKeptOut() {
    given()
        .contentType(ContentType.JSON)
        .header("Sec-Fetch-Site", "same-origin")
        .body("{}")
        .post("/api/v1/operations/" + id + "/cancel")
        .then()
        .statusCode(202);
    given()
        .contentType(ContentType.JSON)
        .header("Sec-Fetch-Site", "cross-site")
        .body("{}")
        .post("/api/v1/operations/" + id + "/cancel")
        .then()
        .statusCode(403)
        .contentType(PROBLEM);
  }

  @Test
  void theOpenApiDocumentSummarisesEveryOperation() {
    Response document = given().accept(ContentType.JSON).get("/api/v1/openapi");
    Map<String, Map<String, Map<String, Object>>> paths = document.path("paths");

    assertThat(paths.keySet()).hasSizeGreaterThanOrEqualTo(16);
    paths.forEach((path, methods) ->
        methods.forEach((method, operation) ->
            assertThat(operation).as(method + " " + path).containsKey("summary")));
    document
        .then()
        .body(
            "paths.'/api/v1/operations'.post.requestBody.content.'application/json'.examples.backup",
            notNullValue())
        .body("paths.keySet()", hasSize(paths.size()));
  }
}
