package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.startup.Preflight.UnfitException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On other systems, names of files do not depend on the locale. */
@EnabledOnOs(OS.LINUX)
class FileNamesCheckTest {

  /** Checks the process that it is started in. */
  static final class Checked {
    public static void main(String[] arguments) {
      try {
        new FileNamesCheck().run();
        System.out.println("fit");
      } catch (UnfitException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static String checkedIn(String locale) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Checked.class.getName());
    java.environment().put("LC_ALL", locale);
    Process process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void aProcessWithoutALocaleIsToldWhichOneToSet() throws Exception {
    assertThat(checkedIn("C"))
        .contains("only the letters of ANSI_X3.4-1968")
        .contains("Set LC_ALL=C.UTF-8");
  }

  @Test
  void unicodeIsFit() throws Exception {
    assertThat(checkedIn("C.UTF-8")).isEqualTo("fit");
  }
}
