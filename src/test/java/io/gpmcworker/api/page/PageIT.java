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

      tab.press("Start…").awaitText("Start an operation", "Domain");
      tab.awaitThat("!!document.querySelector('#s-kind option[value=report-gpo]')");
      tab.see(
          "(it => { it.value = 'report-gpo'; it.dispatchEvent(new Event('change')); })(document.querySelector('#s-kind'))");
      tab.awaitText("Report type");
      tab.see("document.querySelector('#p-reportType').value = 'html'");
      tab.focus("#p-gpo").type("Server Hardening").key("Enter");
      tab.awaitText("Report on GPO: Server Hardening");
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

  @Test
  void whoComesFromTheProviderIsKnownAndMayDoAsTheGroupsSay(@TempDir Path work) throws Exception {
    try (Browser browser = Chromium.find(work).open();
        IdentityProvider provider = new IdentityProvider();
        PackagedWorker packaged = new PackagedWorker(provider.configuration())) {
      String address = packaged.worker().url() + "/";
      Tab olga = browser.person();
      olga.go(address);
      olga.awaitText("Sign in with your organisation", "Access token");

      olga.press("Sign in with your organisation");
      olga.awaitText("olga (operator)", "Live", "Nothing runs.", "Start…");
      assertThat(olga.see("location.href").asText()).isEqualTo(address);
      assertThat(olga.see("document.cookie").asText()).as("what scripts see").isEmpty();

      olga.press("Sign out").awaitText("Sign in with your organisation");

      PageStage.signIn(olga, provider.token() + "x");
      olga.awaitText("This is not known here");
      PageStage.signIn(olga, provider.token());
      olga.awaitText("olga (operator)", "Live", "Start…");
      assertThat(olga.see("document.cookie").asText()).isEmpty();
    }
  }
}
