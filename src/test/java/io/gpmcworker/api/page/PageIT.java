package io.gpmcworker.api.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.browser.Browser;
import io.gpmcworker.testing.browser.Chromium;
import io.gpmcworker.testing.browser.Tab;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as the packaged worker serves it on a person's own machine, where nobody signs in. */
class PageIT {

  private static void start(String address, String body) {
    given()
        .contentType(ContentType.JSON)
        .header("Prefer", "wait=20")
        .body(body)
        .post(address + "api/v1/operations")
        .then()
        .statusCode(200);
  }

  @Test
  void aReportIsShownInPlaceAndThePageOutlivesTheWorker(@TempDir Path work, @TempDir Path reports)
      throws Exception {
    try (Browser browser = Chromium.find(work).open();
        PackagedWorker packaged =
            new PackagedWorker(Map.of("gpmc.reports.path", reports.toString()))) {
      String address = packaged.worker().url() + "/";
      Tab tab = browser.person();
      tab.go(address);
      tab.awaitText("Live", "Nothing runs.");
      assertThat(tab.text()).doesNotContain("Sign");

      start(
          address,
          """
          {"id":"report","operation":"report-gpo","domain":"corp","parameters":{"gpo":"Server Hardening","reportType":"html"}}
          """);
      tab.awaitText("Report on GPO: Server Hardening").press("Report on GPO: Server Hardening");
      tab.awaitText("Succeeded", "Save the report (HTML)");
      await().untilAsserted(() -> assertThat(tab.frameText()).contains("Server Hardening"));
      tab.picture(PageStage.PICTURES.resolve("report-in-place.png"));
      tab.go(address + "#/");
      tab.awaitText("Lately");

      packaged.worker().kill();
      tab.awaitText("Cut off", "The worker does not answer");
      packaged.worker().restart();
      start(
          address,
          """
          {"id":"backup","operation":"backup-gpo","domain":"corp","parameters":{"gpo":"Server Hardening","backupStore":"default"}}
          """);
      tab.awaitText("Live", "Back up GPO: Server Hardening");
      assertThat(tab.text()).doesNotContain("does not answer");
    }
  }
}
