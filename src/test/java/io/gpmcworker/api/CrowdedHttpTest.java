package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that has as many listeners as it is configured for. */
@QuarkusTest
@TestProfile(CrowdedHttpTest.Two.class)
class CrowdedHttpTest extends WorkerTest {

  /** Room for two. */
  public static class Two implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gpmc.api.streams", "2");
    }
  }

  @TestHTTPResource("/api/v1/")
  @SuppressWarnings("NullAway.Init")
  URI base;

  private static Response third() {
    return given().header("Accept", "text/event-stream").get("/api/v1/events");
  }

  @Test
  void oneTooManyIsSentAwayAndThePlaceOfOneThatHasGoneIsFree() throws IOException {
    URI events = URI.create(base + "events");
    try (EventClient _ = new EventClient(events, "")) {
      try (EventClient _ = new EventClient(events, "")) {
        third()
            .then()
            .statusCode(503)
            .contentType(PROBLEM)
            .header("Retry-After", notNullValue())
            .body("title", equalTo("Too many listen already"));
        given().get("/api/v1/operations").then().statusCode(200);
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(() -> {
            new EventClient(events, "").close();
            return true;
          });
    }
  }
}
