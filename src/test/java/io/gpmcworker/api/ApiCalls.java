package io.gpmcworker.api;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;

/** Requests as the tests make them. */
final class ApiCalls {

  static final String PROBLEM = "application/problem+json";

  private ApiCalls() {}

  /** A start of {@code backup-gpo}; {@code more} fields begin with a comma. */
  static String backup(String id, String gpo, String more) {
    return """
    {"id":"%s","operation":"backup-gpo","domain":"corp","parameters":{"gpo":"%s","backupStore":"default"}%s}
    """
        .formatted(id, gpo, more);
  }

  static Response post(String path, String body, Map<String, String> headers) {
    return given().contentType(ContentType.JSON).headers(headers).body(body).post("/api/v1" + path);
  }

  static Response get(String path, Map<String, String> headers) {
    return given().headers(headers).get("/api/v1" + path);
  }
}
