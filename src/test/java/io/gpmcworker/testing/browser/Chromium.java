package io.gpmcworker.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window: Debian's Chromium, or the one that CHROMIUM names. */
public final class Chromium {

  private static final int PATIENCE_SECONDS = 120;

  private final Path program;
  private final Path work;

  private Chromium(Path program, Path work) {
    this.program = program;
    this.work = work;
  }

  /**
   * The browser; the test that asks is skipped, loudly, where there is none.
   *
   * @param work an empty folder for its profiles
   */
  public static Chromium find(Path work) {
    Optional<Path> program =
        Stream.concat(
                Optional.ofNullable(System.getenv("CHROMIUM")).stream(),
                Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        program.isPresent(),
        "no Chromium to look at pages with; install the package chromium or set CHROMIUM");
    return new Chromium(program.get(), work);
  }

  /** Takes a picture of a page. */
  public void screenshot(String url, Path image, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    run(
        url,
        dark,
        "--hide-scrollbars",
        "--window-size=" + width + "," + height,
        "--screenshot=" + image.toAbsolutePath());
  }

  /** Prints a page. */
  public void print(String url, Path pdf) throws IOException, InterruptedException {
    run(url, false, "--no-pdf-header-footer", "--print-to-pdf=" + pdf.toAbsolutePath());
  }

  /** The document after its scripts have run. */
  public String dom(String url, boolean dark) throws IOException, InterruptedException {
    return run(url, dark, "--window-size=1200,900", "--virtual-time-budget=20000", "--dump-dom");
  }

  /** Opens it, to be worked with as people do. */
  public Browser open() throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(work, "profile");
    List<String> command = command(profile);
    command.add("--remote-debugging-port=0");
    // A sandboxed frame in the page's own process, so that a test can look into it.
    command.add("--disable-features=IsolateSandboxedIframes");
    return Browser.start(command, profile);
  }

  private List<String> command(Path profile) {
    return new ArrayList<>(
        List.of(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--user-data-dir=" + profile));
  }

  private String run(String url, boolean dark, String... options)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(work, "output", ".txt");
    List<String> command = command(Files.createTempDirectory(work, "profile"));
    command.add("--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    command.addAll(List.of(options));
    command.add(url);
    Process browser =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("Chromium is done within %d s", PATIENCE_SECONDS)
          .isTrue();
      assertThat(browser.exitValue()).as("exit code of Chromium").isZero();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
