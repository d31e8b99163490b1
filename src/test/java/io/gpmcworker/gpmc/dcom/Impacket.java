package io.gpmcworker.gpmc.dcom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a Python script of the test resources with impacket, an implementation of DCOM that is used
 * against real Windows.
 */
public final class Impacket {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final long PATIENCE_SECONDS = 60;

  private Impacket() {}

  /** Skips the test, aloud, where Debian's python3-impacket is not installed. */
  public static void assumePresent() throws IOException, InterruptedException {
    boolean present =
        Files.isExecutable(PYTHON)
            && new ProcessBuilder(PYTHON.toString(), "-c", "import impacket.dcerpc.v5.dcomrt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    Assumptions.assumeTrue(
        present,
        "python3-impacket is not installed; what is exported has no independent check here");
  }

  /** Runs a script; what it says at its end. */
  public static JsonNode run(String script, String... arguments)
      throws IOException, InterruptedException {
    Path file = Path.of("src/test/resources/impacket").resolve(script);
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), file.toString()));
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile("impacket", ".txt");
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
        throw new AssertionError(String.join(" ", command) + "\n" + said);
      }
      String[] lines = said.strip().split("\n", -1);
      return new ObjectMapper().readTree(lines[lines.length - 1]);
    } finally {
      Files.delete(output);
    }
  }
}
