package io.gpmcworker.testing.samba;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that has run.
 *
 * @param command it
 * @param exitCode how it ended
 * @param output all that it wrote
 */
public record Ran(List<String> command, int exitCode, String output) {

  private static final long SECONDS = 120;

  /** Runs a command to its end. */
  public static Ran command(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(List.of(command) + " does not end");
    }
    return new Ran(List.of(command), process.exitValue(), output);
  }

  /** Whether it ended well. */
  public boolean succeeded() {
    return exitCode == 0;
  }

  /** This, if it ended well. */
  public Ran mustSucceed() {
    if (!succeeded()) {
      throw new AssertionError(command + " failed:\n" + output);
    }
    return this;
  }
}
