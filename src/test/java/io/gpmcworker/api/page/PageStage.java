package io.gpmcworker.api.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.api.Guarded;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.browser.Browser;
import io.gpmcworker.testing.browser.Chromium;
import io.gpmcworker.testing.browser.Tab;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A browser, people with keys, and operations that do as the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageStage {

  /** Pictures for people. */
  static final Path PICTURES = Path.of("target/page");

  static final int PHONE = 390;

  @Inject ScriptedDriver driver;

  Browser browser;
  String id;

  @BeforeAll
  void openBrowser(@TempDir Path work) throws Exception {
    browser = Chromium.find(work).open();
  }

  @AfterAll
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void newId() {
    id = "page-" + UUID.randomUUID();
  }

  static String address() {
    return "http://127.0.0.1:" + RestAssured.port + "/";
  }

  /** Somebody who has signed in, and looks at what runs now. */
  Tab signedIn(String key) {
    return signedIn(address(), key);
  }

  Tab signedIn(String address, String key) {
    Tab tab = browser.person();
    tab.go(address);
    signIn(tab, key);
    return tab.awaitText("Live");
  }

  static void signIn(Tab tab, String key) {
    tab.focus("#credential").type(key).key("Enter");
  }

  /** Starts a backup that does as the test says. */
  ScriptedDriver.Play start(String operationId, String gpo, String ticket)
      throws InterruptedException {
    ScriptedDriver.Play play = driver.play(gpo);
    submit(operationId, gpo, ticket);
    play.awaitCall();
    return play;
  }

  /** Tells progress until it is seen: what comes too soon after the start is held back. */
  static void progress(ScriptedDriver.Play play, int numerator, int denominator, Tab tab) {
    String percent = 100 * numerator / denominator + " %";
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          play.progress(numerator, denominator);
          return tab.text().contains(percent);
        });
  }

  static void submit(String operationId, String gpo, String ticket) {
    submit(operationId, "corp", Map.of("gpo", gpo, "backupStore", "default"), ticket);
  }

  static void submit(
      String operationId, String domain, Map<String, String> parameters, String ticket) {
    Map<String, Object> body = new HashMap<>();
    body.put("id", operationId);
    body.put("operation", "backup-gpo");
    body.put("domain", domain);
    body.put("parameters", parameters);
    body.put("correlationId", ticket);
    given()
        .contentType(ContentType.JSON)
        .header(Guarded.HEADER, Guarded.OPERATOR)
        .header("Prefer", "wait=20")
        .body(body)
        .post("/api/v1/operations")
        .then()
        .statusCode(200);
  }

  static void picture(Tab tab, String name) throws IOException {
    tab.picture(PICTURES.resolve(name + ".png"));
  }

  /** Nothing went wrong that its reader would not see. */
  static void assertQuiet(Tab tab) {
    assertThat(tab.complaints()).isEmpty();
  }

  /** What the one with the focus is called. */
  static String focused(Tab tab) {
    return tab.see(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? ''")
        .asText();
  }
}
