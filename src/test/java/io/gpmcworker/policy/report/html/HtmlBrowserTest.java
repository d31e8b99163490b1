package io.gpmcworker.policy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gpmcworker.testing.browser.Chromium;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks at the page in a real browser. A probe shows it in a frame and asks it questions, all at
 * once, for a browser takes long to start; pictures are left in target/html-report for people.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlBrowserTest {

  private static final Path PICTURES = Path.of("target/html-report");
  private static final Pattern ANSWER =
      Pattern.compile("<pre id=\"answer-(\\w+)\">(.*?)</pre>", Pattern.DOTALL);

  /** As wide as a common phone. */
  private static final int PHONE = 390;

  private static final int DESK = 1180;

  /** How many settings {@link RichReport} has. */
  private static final int SETTINGS = 19;

  private static final int MANY = 10_000;

  private static final String SCRIPT =
      "<script>document.documentElement.dataset.pwned = 'by a script'</script>";

  private static final String SEARCH =
      """
      const search = async words => {
        const box = doc.querySelector('#find');
        box.value = words;
        box.dispatchEvent(new win.Event('input'));
        const answer = doc.querySelector('output');
        while (!answer.textContent) await new Promise(done => setTimeout(done, 10));
        const found = answer.textContent;
        answer.textContent = '';
        return [found, ...[...doc.querySelectorAll('main [data-s], main .extension')].filter(seen)
            .map(item => item.querySelector('th, dt, h3, h4, h5').textContent)].join(' | ');
      };
      return await search('%s') + '; ' + await search('%s');
      """;

  private static final String CONTRAST =
      """
      doc.querySelectorAll('details').forEach(details => { details.open = true; });
      const parts = colour => colour.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
          .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
      const behind = element => {
        for (let up = element; up; up = up.parentElement) {
          const back = parts(win.getComputedStyle(up).backgroundColor);
          if (back.length < 4 || back[3] > 0) return back;
        }
      };
      let texts = 0;
      const faint = new Set();
      for (const element of doc.body.querySelectorAll('*')) {
        const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!text || !seen(element)) continue;
        texts++;
        const front = light(parts(win.getComputedStyle(element).color));
        const back = light(behind(element));
        const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
        if (ratio < 4.5) faint.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
      }
      return texts > 100 ? [...faint].join(', ') : 'only ' + texts + ' texts';
      """;

  /**
   * What a page is asked.
   *
   * @param width of the frame that it is shown in
   * @param script over {@code doc}, {@code win} and {@code seen}, whether an element can be seen;
   *     returns the answer
   */
  private record Question(String page, int width, String script) {}

  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private Chromium chromium;
  private HttpServer server;
  private Map<String, String> answers;

  @BeforeAll
  void askEverything(@TempDir Path work) throws Exception {
    chromium = Chromium.find(work);
    Files.createDirectories(PICTURES);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    String plain = page(UnaryOperator.identity());
    answers =
        ask(
            false,
            Map.of(
                "hostile",
                new Question(
                    page(text -> text + String.join(" ", HtmlReportTest.HOSTILE)),
                    DESK,
                    """
                    const names = [...doc.querySelectorAll('.extension h3')].map(name => name.textContent);
                    return [doc.documentElement.dataset.pwned ?? 'nothing ran',
                        doc.querySelectorAll('img, svg, iframe, a[href^=javascript], b').length,
                        ...names].join(' | ');
                    """),
                "csp",
                new Question(
                    plain.replace("<h1>", SCRIPT + "<p onclick=\"this.dataset.pwned=1\">x</p><h1>"),
                    DESK,
                    """
                    const p = doc.querySelector('p[onclick]');
                    p.click();
                    return doc.documentElement.dataset.pwned ?? p.dataset.pwned ?? 'nothing ran';
                    """),
                "search",
                new Question(plain, DESK, SEARCH.formatted("POWERSHELL modules", "no such thing")),
                "many",
                new Question(
                    HtmlReport.render(RichReport.ofRegistryValues(MANY)),
                    DESK,
                    SEARCH.formatted("example value " + (MANY - 1), "value elsewhere")),
                "phone",
                new Question(
                    page(text -> text + "-without-any-blank".repeat(12)),
                    PHONE,
                    """
                    const wide = doc.documentElement.scrollWidth;
                    return wide <= win.innerWidth ? 'fits' : wide + ' of ' + win.innerWidth;
                    """),
                "contrast",
                new Question(plain, DESK, CONTRAST),
                "scriptless",
                new Question(
                    plain.replaceAll("(?s)<script>.*</script>", ""),
                    DESK,
                    """
                    const items = [...doc.querySelectorAll('main [data-s]')];
                    return items.filter(seen).length + ', search ' + seen(doc.querySelector('.find'));
                    """)));
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] page = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static String page(UnaryOperator<String> values) {
    return HtmlReport.render(RichReport.of(values));
  }

  private Map<String, String> ask(boolean dark, Map<String, Question> questions) throws Exception {
    StringBuilder probe = new StringBuilder("<!DOCTYPE html><body>");
    questions.forEach((name, question) -> {
      pages.put("/" + name, question.page());
      probe.append(
          """
          <pre id="answer-%1$s">no answer</pre>
          <iframe id="%1$s" width="%2$d" height="800" style="border:0"></iframe>
          <script>
            document.getElementById('%1$s').onload = async event => {
              const win = event.target.contentWindow, doc = event.target.contentDocument;
              const seen = element => element.checkVisibility();
              let answer;
              try { answer = await (async () => { %3$s })(); } catch (e) { answer = 'failed: ' + e; }
              document.getElementById('answer-%1$s').textContent = answer;
            };
            document.getElementById('%1$s').src = '/%1$s';
          </script>
          """
              .formatted(name, question.width(), question.script()));
    });
    pages.put("/probe", probe.toString());
    Map<String, String> found = new HashMap<>();
    Matcher answer = ANSWER.matcher(chromium.dom(url("/probe"), dark));
    while (answer.find()) {
      found.put(answer.group(1), answer.group(2));
    }
    return found;
  }

  @Test
  void noHostileValueRunsAndEverySectionIsThere() {
    assertThat(answers)
        .containsEntry("hostile", "nothing ran | 0 | " + String.join(" | ", RichReport.EXTENSIONS));
  }

  @Test
  void theContentSecurityPolicyStopsEvenMarkupThatGotThrough() {
    assertThat(answers).containsEntry("csp", "nothing ran");
  }

  @Test
  void theSearchShowsWhatHasAllWordsAndHidesTheRest() {
    assertThat(answers)
        .containsEntry(
            "search",
            "1 of %1$d | Registry | Turn on Module Logging; 0 of %1$d".formatted(SETTINGS));
  }

  /** Headings are looked for once, not once for each row below them: that took minutes. */
  @Test
  void theSearchCopesWithTenThousandValuesOfOneKey() {
    assertThat(answers)
        .containsEntry(
            "many", "1 of %1$d | Registry | Value %2$d; 0 of %1$d".formatted(MANY, MANY - 1));
  }

  @Test
  void nothingIsWiderThanAPhone() {
    assertThat(answers).containsEntry("phone", "fits");
  }

  @Test
  void everyTextStandsOutFromItsBackground() throws Exception {
    assertThat(answers).as("in the light").containsEntry("contrast", "");
    assertThat(
            ask(true, Map.of("dark", new Question(page(UnaryOperator.identity()), DESK, CONTRAST))))
        .containsEntry("dark", "");
  }

  @Test
  void withoutScriptsEverythingIsThereButTheSearch() {
    assertThat(answers).containsEntry("scriptless", SETTINGS + ", search false");
  }

  @Test
  void picturesForPeople() throws Exception {
    pages.put("/page", page(UnaryOperator.identity()));
    pages.put(
        "/phone",
        "<!DOCTYPE html><body style=\"margin:0\"><iframe src=\"/page\" width=\"%d\" height=\"2400\""
                .formatted(PHONE)
            + " style=\"border:0\"></iframe>");

    double light = picture("/page", "light.png", 1280, 2400, false);
    double dark = picture("/page", "dark.png", 1280, 2400, true);
    picture("/phone", "phone.png", 500, 2400, false);
    Path pdf = PICTURES.resolve("print.pdf");
    chromium.print(url("/page"), pdf);

    assertThat(light).as("brightness in the light").isGreaterThan(0.8);
    assertThat(dark).as("brightness in the dark").isLessThan(0.3);
    assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    assertThat(Files.size(pdf)).isGreaterThan(10_000);
  }

  /** Takes a picture, sees that something is on it, and tells its brightness, 0 to 1. */
  private double picture(String path, String name, int width, int height, boolean dark)
      throws Exception {
    Path file = PICTURES.resolve(name);
    chromium.screenshot(url(path), file, width, height, dark);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(width);
    Set<Integer> colours = new HashSet<>();
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int colour = image.getRGB(x, y);
        colours.add(colour);
        sum += (colour & 0xff) / 255.0;
      }
    }
    assertThat(colours).as("colours of %s", name).hasSizeGreaterThan(50);
    return sum / image.getWidth() / image.getHeight();
  }
}
