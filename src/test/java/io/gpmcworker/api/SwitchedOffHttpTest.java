package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker as its container images have it: Kafka alone, health and metrics, no interface. */
@QuarkusTest
@TestProfile(SwitchedOffHttpTest.Off.class)
class SwitchedOffHttpTest extends WorkerTest {

  /** As {@code GPMC_API_ENABLED=false}. */
  public static class Off implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gpmc.api.enabled", "false", "quarkus.http.host", "0.0.0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/operations",
        "/operations/any",
        "/events",
        "/domains",
        "/workers",
        "/dead-letters",
        "/backup-stores",
        "/nothing"
      })
  void nothingIsThere(String path) {
    given()
        .get("/api/v1" + path)
        .then()
        .statusCode(404)
        .contentType(PROBLEM)
        .body("type", equalTo("urn:io:gpmcworker:problem:not-found"));
    given().post("/api/v1" + path).then().statusCode(404);
  }

  @Test
  void healthMetricsAndTheContractAreThereAllTheSame() {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/metrics").then().statusCode(200).body(containsString("gpmc_worker_capacity"));
    given().get("/asyncapi").then().statusCode(200).body("asyncapi", equalTo("3.0.0"));
  }

  @Test
  void commandsOnTheTopicAreDoneAllTheSame() {
    topics.startBackup(id, id);
    topics.awaitEnd(id);
  }
}
