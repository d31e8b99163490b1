package io.gpmcworker.api.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.api.Guarded;
import io.gpmcworker.testing.ForwardedPort;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.browser.Tab;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do with the page, in a real browser. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestProfile(Guarded.class)
class PageTest extends PageStage {

  @Test
  void aWrongKeyIsRefusedARightOneIsForThisTabAloneAndGoesWithSignOut() throws Exception {
    Tab tab = browser.person();
    tab.go(address());
    tab.awaitText("Sign in", "API key");
    picture(tab, "sign-in");

    signIn(tab, "wrong");
    tab.awaitText("This is not known here");
    signIn(tab, Guarded.VIEWER);
    tab.awaitText("vera (viewer)", "Live");

    assertThat(tab.see("document.cookie + Object.keys(localStorage)").asText()).isEmpty();
    tab.go(address() + "#/workers");
    tab.awaitText("Alive");
    tab.press("Sign out").awaitText("API key");
    assertThat(tab.see("sessionStorage.length").asInt()).isZero();
    assertThat(browser.person().see("document.body.innerText").asText()).isEmpty();
  }

  @Test
  void twoPeopleWatchOneCancelsWithAReasonBothSeeTheAnswerAndTheEnd() throws Exception {
    Tab otto = signedIn(Guarded.OPERATOR);
    Tab vera = signedIn(Guarded.VIEWER);

    ScriptedDriver.Play play = start(id, id, "CHG0031");
    progress(play, 3, 8, otto);

    for (Tab tab : new Tab[] {otto, vera}) {
      tab.awaitText(
          "Back up GPO: " + id,
          "Running",
          "37 %",
          "step 3 · 3 of 8",
          "CHG0031",
          "by otto",
          "heartbeat ");
    }
    assertThat(otto.see(number("progress", "value")).asDouble()).isEqualTo(3.0 / 8);
    assertThat(vera.text()).doesNotContain("Cancel…");

    String card =
        "[...document.querySelectorAll('.card')].find(it => it.innerText.includes('%s'))"
            .formatted(id);
    otto.see(card + ".querySelector('button').click()");
    otto.awaitText("Cancel this operation?");
    otto.type("change withdrawn");
    picture(otto, "cancel");
    otto.press("Cancel the operation").awaitText("Accepted: the cancel is on its way");
    picture(otto, "cancel-answered");
    assertThat(focused(otto)).isEqualTo("Close");
    otto.press("Close");

    for (Tab tab : new Tab[] {otto, vera}) {
      tab.awaitText("Cancelled", "Cancel asked for by otto: “change withdrawn”. It was accepted.");
      tab.awaitThat(
          "document.getElementById('said').textContent === 'Back up GPO: %s: Cancelled'"
              .formatted(id));
      assertQuiet(tab);
    }

    vera.go(address() + "#/operations/" + id);
    vera.awaitText(
        "What happened",
        "Accepted – for otto",
        "Started",
        "Cancel accepted – asked by otto: “change withdrawn”",
        "Cancelled – as asked",
        "ERROR_CANCELLED");
    picture(vera, "operation");
  }

  @Test
  void anOperatorStartsAnOperationAndWrongFieldsAreNamed() throws Exception {
    Tab vera = signedIn(Guarded.VIEWER);
    assertThat(vera.text()).doesNotContain("Start…");
    vera.go(address() + "#/start");
    vera.awaitText("Nothing is here");

    Tab otto = signedIn(Guarded.OPERATOR);
    otto.press("Start…").awaitText("Start an operation", "Backup store", "The GPO.");
    picture(otto, "start");
    otto.focus("#p-gpo").type("too long ".repeat(40)).focus("#p-comment").type("by hand");
    otto.focus("#s-ticket").type("CHG0039").key("Enter").awaitText("parameters.gpo");
    otto.see("document.querySelector('#p-gpo').value = ''");
    otto.focus("#p-gpo").type(id).key("Enter");
    otto.awaitText("Back up GPO: " + id, "Succeeded", "CHG0039", "by hand");
  }

  @Test
  void aCancelThatComesTooLateIsToldSo() throws Exception {
    Tab otto = signedIn(Guarded.OPERATOR);
    ScriptedDriver.Play play = start(id, id, "CHG0032");
    otto.go(address() + "#/operations/" + id);
    otto.press("Cancel…").awaitText("Cancel this operation?");

    play.succeed();
    otto.awaitText("Succeeded");
    otto.press("Cancel the operation").awaitText("Too late: the operation had already ended.");
  }

  @Test
  void anEndThatIsToldWhileThePageStillReadsIsNotMissed() throws Exception {
    Tab vera = signedIn(Guarded.VIEWER);
    Tab otto = signedIn(Guarded.OPERATOR);
    ScriptedDriver.Play play = start(id, id, "CHG0041");
    for (Tab tab : List.of(vera, otto)) {
      tab.awaitText(id);
      tab.go(address() + "#/workers");
      tab.see(
          """
          window.held = [];
          window.direct = window.fetch;
          window.fetch = async (url, options) => {
            const answer = await direct(url, options);
            if (url.includes('/operations')) await new Promise(go => held.push(go));
            return answer;
          };
          import(new URL('page/live.js', document.baseURI)).then(({ live }) =>
            live.addEventListener('event', ({ detail }) => { window.told = detail.type; }));
          """);
    }
    vera.go(address() + "#/");
    vera.awaitThat("held.length === 3");
    otto.go(address() + "#/operations/" + id);
    otto.awaitThat("held.length === 2");

    play.succeed();
    for (Tab tab : List.of(vera, otto)) {
      tab.awaitThat("window.told === 'io.gpmcworker.operation.succeeded'");
      tab.see("window.fetch = direct; held.forEach(go => go())");
    }

    otto.awaitText("Back up GPO: " + id, "Succeeded", "What came of it");
    vera.awaitThat(
        "[...document.querySelectorAll('.row')].some(it => it.innerText.includes('%s') && it.innerText.includes('Succeeded'))"
            .formatted(id));
  }

  @Test
  void whileTheWorkerIsAwayThePageSaysSoAndThenMakesUpForWhatItMissed() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ForwardedPort line =
        new ForwardedPort(
            new InetSocketAddress(loopback, 0),
            new InetSocketAddress(loopback, RestAssured.port))) {
      Tab tab = signedIn("http://127.0.0.1:" + line.port() + "/", Guarded.OPERATOR);
      ScriptedDriver.Play play = start(id, id, "CHG0033");
      tab.awaitText(id, "Running");
      tab.go("http://127.0.0.1:" + line.port() + "/#/operations/" + id);
      tab.awaitText("What happened", "Started");

      line.takeAway();
      tab.awaitText("Cut off", "The worker does not answer; this page goes on by itself");
      picture(tab, "cut-off");
      play.progress(1, 2);
      play.succeed();
      line.giveBack();

      tab.awaitText("Live", "Succeeded", "What came of it");
      assertThat(tab.text()).doesNotContain("does not answer");
    }
  }

  @Test
  void behindAProxyThePageWorksBelowAPath() throws Exception {
    try (PathProxy proxy = new PathProxy("/ops/gpmc/", URI.create(address()))) {
      Tab otto = signedIn(proxy.address(), Guarded.OPERATOR);
      ScriptedDriver.Play play = start(id, id, "CHG0040");
      progress(play, 1, 4, otto);
      otto.go(proxy.address() + "#/operations/" + id);
      otto.awaitText("What happened", "Started");
      otto.press("Cancel…").awaitText("Cancel this operation?");
      otto.press("Cancel the operation").awaitText("Accepted: the cancel is on its way");
      otto.press("Close");
      otto.awaitText("Cancelled");

      otto.go(proxy.address() + "#/backups");
      otto.awaitText("Store default").press("Default Domain Policy").awaitText("Controller");
      otto.press("Report");
      await().untilAsserted(() -> assertThat(otto.frameText()).contains("Default Domain Policy"));
      assertQuiet(otto);
    }
  }

  @Test
  void historyIsFilteredAndPaged() throws Exception {
    for (int n = 0; n < 52; n++) {
      submit(id + "-" + n, id + "-" + n, id);
    }
    for (int n = 0; n < 52; n++) {
      topics.awaitEnd(id + "-" + n);
    }
    Tab vera = signedIn(Guarded.VIEWER);
    vera.go(address() + "#/history");
    vera.awaitText("History");
    vera.focus("#f-correlationId").type(id).key("Enter");
    vera.awaitThat("document.querySelectorAll('tbody tr').length === 50");
    picture(vera, "history");
    vera.press("Older").awaitThat("document.querySelectorAll('tbody tr').length === 2");
    vera.press("Newest").awaitThat("document.querySelectorAll('tbody tr').length === 50");

    vera.see("document.querySelector('#f-state').value = 'FAILED'");
    vera.press("Show").awaitText("None");
    assertThat(vera.see("location.hash").asText()).contains("state=FAILED", "correlationId=" + id);
    assertQuiet(vera);
  }

  @Test
  void twoBackupsAreComparedAndAReportIsShownInPlaceSealedOff() throws Exception {
    Tab vera = signedIn(Guarded.VIEWER);
    vera.go(address() + "#/backups");
    vera.awaitText("Store default", "Default Domain Policy");
    picture(vera, "backups");
    vera.press("Default Domain Policy").awaitText("Show what is different");
    picture(vera, "backups-of-gpo");
    vera.press("Show what is different")
        .awaitText("1 setting is different.", "7 characters", "12 characters");
    picture(vera, "difference");

    vera.press("Default Domain Policy").awaitText("Controller");
    vera.press("Report")
        .awaitThat("document.querySelector('iframe')?.sandbox.value === 'allow-scripts'");
    // What is in there is nobody's: not even this page may look into it.
    assertThat(vera.see("document.querySelector('iframe').contentDocument === null").asBoolean())
        .isTrue();
    await()
        .untilAsserted(
            () -> assertThat(vera.frameText()).contains("Default Domain Policy", "characters"));
    vera.see("document.querySelector('iframe').scrollIntoView()");
    picture(vera, "report");
    assertQuiet(vera);
  }

  @Test
  void anAdminSendsADeadLetterAgainOthersSeeItOnly() throws Exception {
    topics.send(id, Map.of("ce_id", id), "no <b>command</b>".getBytes(StandardCharsets.UTF_8));
    await()
        .until(() ->
            given()
                .header(Guarded.HEADER, Guarded.VIEWER)
                .get("/api/v1/dead-letters")
                .asString()
                .contains(id));
    Tab otto = signedIn(Guarded.OPERATOR);
    otto.go(address() + "#/dead-letters");
    otto.awaitText(id);
    assertThat(otto.text()).doesNotContain("Send again");

    Tab adam = signedIn(Guarded.ADMIN);
    adam.go(address() + "#/dead-letters");
    adam.awaitText(id);
    String letter =
        "[...document.querySelectorAll('.letter')].find(it => it.textContent.includes('%s'))"
            .formatted(id);
    adam.see(letter + ".querySelector('summary').click()");
    adam.awaitText("no <b>command</b>");
    picture(adam, "dead-letters");
    adam.see(letter + ".querySelector('button').click()");
    adam.press("Send it again").awaitText("by adam");
    assertQuiet(adam);
  }

  @Test
  void everythingIsDoneWithTheKeyboardAlone() throws Exception {
    Tab otto = browser.person();
    otto.go(address());
    otto.awaitText("API key");
    otto.type(Guarded.OPERATOR).key("Enter").awaitText("Live");
    start(id, id, "CHG0034");
    otto.awaitText(id);

    strikeUntil(otto, "Cancel Back up GPO: " + id);
    otto.key("Enter").awaitText("Cancel this operation?");
    otto.key("Escape").awaitThat("!document.querySelector('dialog')");
    assertThat(focused(otto)).as("the focus is back").isEqualTo("Cancel Back up GPO: " + id);
    otto.key("Enter").awaitText("Cancel this operation?");
    otto.type("by hand").key("Enter").awaitText("Accepted");
    otto.key("Enter").awaitText("“by hand”").awaitThat("!document.querySelector('dialog')");

    strikeUntil(otto, "History");
    otto.key("Enter").awaitText("Asked for by");
    assertThat(otto.see("document.activeElement.id").asText()).isEqualTo("main");
    assertThat(otto.see("document.title").asText()).isEqualTo("History · gpmc-worker");
  }

  private static void strikeUntil(Tab tab, String name) {
    tab.see("document.activeElement.blur()");
    for (int strokes = 0; strokes < 60; strokes++) {
      tab.key("Tab");
      if (focused(tab).equals(name)) {
        return;
      }
    }
    throw new AssertionError("60 strokes of Tab do not come to " + name);
  }

  private String number(String element, String property) {
    return "[...document.querySelectorAll('.card')].find(it => it.innerText.includes('%s')).querySelector('%s').%s"
        .formatted(id, element, property);
  }
}
