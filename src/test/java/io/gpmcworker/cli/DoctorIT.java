package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gpmc doctor} as it is typed, with what is packaged. */
class DoctorIT {

  @TempDir Path base;

  @Test
  void aDomainIsExaminedStepByStep() throws Exception {
    Installation installation = Installation.current();
    Path settings = base.resolve("worker.properties");
    // What is packaged is what is there: nothing is to be built once more.
    Files.createDirectories(installation.work());
    Files.writeString(installation.work().resolve("built"), "");
    Path out = base.resolve("out");
    Path err = base.resolve("err");
    try (EmbeddedDomain domain = EmbeddedDomain.open(base.resolve("domain"), 0)) {
      Properties properties = new Properties();
      properties.putAll(LocalWorker.domain("corp", domain));
      try (Writer writer = Files.newBufferedWriter(settings)) {
        properties.store(writer, "of a test");
      }
      ProcessBuilder doctor =
          new ProcessBuilder(
                  installation.home().resolve("gpmc").toString(),
                  "doctor",
                  "--domain",
                  "corp",
                  "--config",
                  settings.toString())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      doctor.environment().put("JAVA_HOME", System.getProperty("java.home"));

      int code = doctor.start().waitFor();

      assertThat(err).content().isEmpty();
      assertThat(out).content().contains("ok       settings", "ok       write SYSVOL");
      assertThat(code).isZero();
    }
  }
}
