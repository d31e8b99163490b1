package io.gpmcworker.testing.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What one person sees, and does with mouse and keyboard. */
public final class Tab {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, Integer> KEYS =
      Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32, "ArrowDown", 40);

  private final Browser browser;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Tab(Browser browser, String session) {
    this.browser = browser;
    this.session = session;
  }

  void open() {
    for (String domain : List.of("Page", "Runtime", "Log")) {
      call(domain + ".enable", Map.of());
    }
    call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    size(1280, 900);
    dark(false);
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return browser.call(session, method, parameters);
  }

  void hear(String method, JsonNode told) {
    switch (method) {
      case "Runtime.exceptionThrown" -> complaints.add(told.path("exceptionDetails").toString());
      case "Log.entryAdded" -> {
        if (told.path("entry").path("level").asText().equals("error")) {
          complaints.add(told.path("entry").path("text").asText());
        }
      }
      default -> {
        // Nothing to complain of.
      }
    }
  }

  /** What its console says in red: exceptions, refused scripts, requests that failed. */
  public List<String> complaints() {
    return complaints;
  }

  public void go(String url) {
    call("Page.navigate", Map.of("url", url));
  }

  /** The size of what is seen, in CSS pixels; a narrow one is a phone. */
  public void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  public void dark(boolean dark) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** The value of an expression. */
  public JsonNode see(String script) {
    JsonNode told =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (told.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + told.path("exceptionDetails"));
    }
    return told.path("result").path("value");
  }

  /** All that can be read. */
  public String text() {
    return see("document.body.innerText").asText();
  }

  /** All that can be read in the frames of the page, whoever's they are. */
  public String frameText() {
    StringBuilder found = new StringBuilder();
    for (JsonNode child :
        call("Page.getFrameTree", Map.of()).path("frameTree").path("childFrames")) {
      JsonNode world =
          call(
              "Page.createIsolatedWorld",
              Map.of("frameId", child.path("frame").path("id").textValue()));
      found.append(
          call(
                  "Runtime.evaluate",
                  Map.of(
                      "expression",
                      "document.body.innerText",
                      "contextId",
                      world.path("executionContextId").intValue()))
              .path("result")
              .path("value")
              .asText());
    }
    return found.toString();
  }

  /** Waits until all of this can be read. */
  public Tab awaitText(String... parts) {
    AtomicReference<String> last = new AtomicReference<>("");
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> {
            last.set(text());
            return List.of(parts).stream().allMatch(last.get()::contains);
          });
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          "%s is not on the page:%n%s%n%s".formatted(List.of(parts), last.get(), complaints), e);
    }
    return this;
  }

  /** Waits until a script says so. */
  public Tab awaitThat(String script) {
    await(script).atMost(PATIENCE).until(() -> see(script).asBoolean());
    return this;
  }

  /** Presses the button, or follows the link, that is called so; the last one that can be seen. */
  public Tab press(String name) {
    String found =
        "[...document.querySelectorAll('button, a, summary')].filter(it => it.checkVisibility() && it.innerText.trim() === %s).at(-1)"
            .formatted(quoted(name));
    awaitThat("!!" + found);
    see(found + ".click()");
    return this;
  }

  /** Puts the focus on an element. */
  public Tab focus(String selector) {
    awaitThat("!!document.querySelector(%s)".formatted(quoted(selector)));
    see("document.querySelector(%s).focus()".formatted(quoted(selector)));
    return this;
  }

  /** Writes where the focus is. */
  public Tab type(String text) {
    call("Input.insertText", Map.of("text", text));
    return this;
  }

  /** Strikes a key. */
  public Tab key(String key) {
    Map<String, Object> stroke =
        new java.util.HashMap<>(
            Map.of("key", key, "code", key, "windowsVirtualKeyCode", KEYS.getOrDefault(key, 0)));
    if (key.equals("Enter")) {
      stroke.put("text", "\r");
    }
    stroke.put("type", "keyDown");
    call("Input.dispatchKeyEvent", stroke);
    stroke.remove("text");
    stroke.put("type", "keyUp");
    call("Input.dispatchKeyEvent", stroke);
    return this;
  }

  /** A picture of what is seen, for people. */
  public void picture(Path file) throws IOException {
    String image = call("Page.captureScreenshot", Map.of("format", "png")).path("data").textValue();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(image));
  }

  /** Text as JavaScript writes it. */
  public static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
