package io.gpmcworker.api.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.api.Guarded;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.browser.Tab;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page looks on a wall, in the dark and on a phone, and that values stay values. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestProfile(Guarded.class)
class PageLooksTest extends PageStage {

  private static final String HOSTILE =
      "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";

  /** The views, and what can be read in each when it has been read. */
  private static final Map<String, String> VIEWS =
      Map.of(
          "#/", "Lately",
          "#/history", "Accepted",
          "#/backups", "Store default",
          "#/workers", "Alive",
          "#/dead-letters", "Dead letters",
          "#/start", "The backup store.");

  private static final String FAINT =
      """
      (() => {
        const parts = colour => colour.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
        const behind = element => {
          for (let up = element; up; up = up.parentElement) {
            const back = parts(getComputedStyle(up).backgroundColor);
            if (back.length < 4 || back[3] > 0) return back;
          }
        };
        const faint = new Set();
        for (const element of document.body.querySelectorAll('*')) {
          const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
          if (!text || !element.checkVisibility() || element.matches('option')) continue;
          const front = light(parts(getComputedStyle(element).color));
          const back = light(behind(element));
          const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
          if (ratio < 4.5) faint.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
        }
        return [...faint].join(', ');
      })()
      """;

  /** Controls and pictures without a name, fields without a label, headings that skip. */
  private static final String NAMELESS =
      """
      (() => {
        const wrong = [];
        const name = it => it.getAttribute('aria-label') ?? (it.getAttribute('aria-labelledby') ? 'x' : '');
        for (const it of document.querySelectorAll('button, a, progress, iframe, pre[tabindex]'))
          if (it.checkVisibility() && !(name(it) || it.innerText.trim() || it.title)) wrong.push(it.outerHTML);
        for (const it of document.querySelectorAll('input, select'))
          if (!it.labels.length) wrong.push(it.outerHTML);
        if (document.querySelectorAll('main h1').length !== 1) wrong.push('not one h1');
        if (document.querySelectorAll('main, header').length < 2) wrong.push('no landmarks');
        const ids = [...document.querySelectorAll('[id]')].map(it => it.id);
        if (new Set(ids).size !== ids.length) wrong.push('an id twice');
        return wrong.join(' ');
      })()
      """;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/page/main.js", "/page/page.css"})
  void thePagesFilesRunNothingThatIsNotTheirOwn(String path) {
    String policy =
        given().get(path).then().statusCode(200).extract().header("Content-Security-Policy");

    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(given().get(path).header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void whoAsksIsToldWithoutBeingAsked() {
    given()
        .get("/api/v1/session")
        .then()
        .statusCode(200)
        .body("signIn", org.hamcrest.Matchers.contains("key"))
        .body("name", org.hamcrest.Matchers.nullValue());
    given()
        .header(Guarded.HEADER, Guarded.ADMIN)
        .get("/api/v1/session")
        .then()
        .body("name", org.hamcrest.Matchers.equalTo("adam"))
        .body("role", org.hamcrest.Matchers.equalTo("admin"));
    // Or the browser would put its own window before the page's form.
    assertThat(
            given()
                .header(Guarded.HEADER, "wrong")
                .header("X-Requested-With", "JavaScript")
                .get("/api/v1/session")
                .then()
                .statusCode(401)
                .extract()
                .header("WWW-Authenticate"))
        .startsWith("ApiKey");
  }

  @Test
  void noValueBecomesMarkup() throws Exception {
    Tab otto = signedIn(Guarded.OPERATOR);
    driver.play(HOSTILE + id);
    submit(
        id,
        "corp",
        Map.of("gpo", HOSTILE + id, "backupStore", "default", "comment", HOSTILE),
        HOSTILE);
    driver.play(HOSTILE + id).awaitCall();
    otto.awaitText(HOSTILE + id);
    given()
        .contentType(ContentType.JSON)
        .header(Guarded.HEADER, Guarded.OPERATOR)
        .header("Prefer", "wait=20")
        .body(Map.of("reason", HOSTILE))
        .post("/api/v1/operations/" + id + "/cancel")
        .then()
        .statusCode(200);
    otto.awaitText("“" + HOSTILE + "”");
    otto.go(address() + "#/operations/" + id);
    otto.awaitText("What happened", "Cancelled", HOSTILE);
    otto.go(
        address()
            + "#/history?correlationId="
            + java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8));
    otto.awaitText(HOSTILE);

    assertThat(otto.see("document.querySelectorAll('main img, main script').length").asInt())
        .isZero();
    assertThat(otto.see("document.title").asText()).isEqualTo("History · gpmc-worker");
    assertQuiet(otto);
  }

  @Test
  void markupThatGotThroughWouldNotRun() {
    Tab tab = signedIn(Guarded.VIEWER);

    assertThat(
            tab.see(
                    "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'done'; } catch (e) { return e.name; } })()")
                .asText())
        .isEqualTo("TypeError");
    tab.see(
        "(() => { const it = document.createElement('img'); it.setAttribute('src', 'https://example.invalid/x'); document.body.append(it); })()");
    tab.awaitThat("performance.now() > 0");
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(tab.complaints()).anyMatch(it -> it.contains("Content Security Policy")));
  }

  @Test
  void itIsReadableByDayByNightAndOnAPhone() throws Exception {
    Tab otto = signedIn(Guarded.OPERATOR);
    play(otto);
    otto.awaitText("62 %", "9 %", "Lately");
    for (Map.Entry<String, String> entry : VIEWS.entrySet()) {
      String view = entry.getKey();
      otto.go(address() + view);
      otto.awaitThat("document.querySelector('main h1') && location.hash === '%s'".formatted(view));
      otto.awaitText(entry.getValue());
      String name = view.length() == 2 ? "now" : view.substring(2);
      for (boolean dark : new boolean[] {false, true}) {
        otto.dark(dark);
        otto.size(1280, 900);
        assertThat(otto.see(FAINT).asText()).as("faint in %s, dark: %s", view, dark).isEmpty();
        picture(otto, name + (dark ? "-dark" : "-light"));
      }
      assertThat(otto.see(NAMELESS).asText()).as(view).isEmpty();
      otto.dark(false);
      otto.size(PHONE, 844);
      assertThat(otto.see("document.documentElement.scrollWidth").asInt())
          .as("width of %s", view)
          .isLessThanOrEqualTo(PHONE);
      picture(otto, name + "-phone");
    }
    otto.size(1920, 1080);
    otto.dark(true);
    otto.go(address() + "#/");
    otto.awaitText("Lately");
    picture(otto, "wall");
    assertQuiet(otto);
  }

  /** A few operations as a day brings them. */
  private void play(Tab tab) throws InterruptedException {
    progress(start(id + "-a", "Default Domain Policy " + id, "CHG0040"), 5, 8, tab);
    String longName = "Workstations: a rather long name, as such names are " + id;
    progress(start(id + "-b", longName, "INC77120"), 41, 412, tab);
    ScriptedDriver.Play deaf = driver.play("Kiosks " + id).deafToCancel();
    submit(id + "-c", "Kiosks " + id, "CHG0042");
    deaf.awaitCall();
    for (int n = 0; n < 6; n++) {
      submit(id + "-d" + n, "Server baseline " + n + " " + id, "CHG005" + n);
    }
    submit(id + "-e", "Default Domain Policy " + id, "CHG0060");
  }
}
