package io.gpmcworker.gpmc.dcom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a Python script of the test resources with an implementation that others wrote: impacket's
 * DCOM, which is used against real Windows, or Samba's DCE/RPC.
 */
public final class Peers {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final long PATIENCE_SECONDS = 60;

  private Peers() {}

  /** Skips the test, aloud, where Debian's python3-impacket is not installed. */
  public static void assumeImpacket() throws IOException, InterruptedException {
    assumeModule("impacket.dcerpc.v5.dcomrt", "python3-impacket");
  }

  /** Skips the test, aloud, where Debian's python3-samba is not installed. */
  public static void assumeSamba() throws IOException, InterruptedException {
    assumeModule("samba.dcerpc.base", "python3-samba");
  }

  private static void assumeModule(String module, String debianPackage)
      throws IOException, InterruptedException {
    boolean present =
        Files.isExecutable(PYTHON)
            && new ProcessBuilder(PYTHON.toString(), "-c", "import " + module)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    Assumptions.assumeTrue(
        present,
        debianPackage + " is not installed; what is exported has no independent check here");
  }

  /**
   * Runs a script; what it says at its end.
   *
   * @param script its path among the test resources
   * @param arguments what it is given, percent-encoded
   */
  public static JsonNode run(String script, String... arguments)
      throws IOException, InterruptedException {
    Path file = Path.of("src/test/resources").resolve(script);
    List<String> command =
        new ArrayList<>(List.of(PYTHON.toString(), "-X", "faulthandler", file.toString()));
    // Java passes a letter on only where the locale has it.
    for (String argument : arguments) {
      command.add(URLEncoder.encode(argument, StandardCharsets.UTF_8));
    }
    Path output = Files.createTempFile("peer", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        String end = ended ? "exit code " + process.exitValue() : "no end in time";
        throw new AssertionError(String.join(" ", command) + "\n" + end + "\n" + said);
      }
      String[] lines = said.strip().split("\n", -1);
      return new ObjectMapper().readTree(lines[lines.length - 1]);
    } finally {
      Files.delete(output);
    }
  }
}
