package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A report of a GPO with a file that is damaged, cut, or made up: there is one, whatever is in the
 * file, or it is refused; nothing else is thrown and nothing hangs.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportFuzzTest {

  private static final int SAMPLES = 25;

  /** A file of a GPO and the extension that reads it. */
  record Target(String extension, String place, String own, String realName) {
    @Override
    public String toString() {
      return place;
    }
  }

  static Stream<Target> targets() {
    return Stream.of(
        new Target(
            ReportFixture.SECURITY,
            "Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf",
            "[System Access]\r\nLockoutDuration = -1\r\n[Registry Values]\r\nMACHINE\\a\\b=4,1\r\n",
            "gpttmpl.inf"),
        new Target(
            "{F3CCC681-B74C-4060-9F26-CD84525DCA2A}",
            "Microsoft\\Windows NT\\Audit\\audit.csv",
            "h\r\n,System,Audit Logon,{0cce9215-69ae-11d9-bed3-505054503030},x,,3\r\n",
            "audit.csv"),
        new Target(
            ReportFixture.SCRIPTS,
            "Scripts\\scripts.ini",
            "[Startup]\r\n0CmdLine=a\r\n0Parameters=b\r\n",
            "scripts.ini"),
        new Target(
            ReportFixture.FOLDER_REDIRECTION,
            "Documents & Settings\\fdeploy1.ini",
            "[Folder_Redirection]\r\n{FDD39AD0-238F-46AF-ADB4-6C85480369C7}=S-1-1-0;\r\n",
            "fdeploy1.ini"),
        new Target(
            ReportFixture.GROUPS,
            "Preferences\\Groups\\Groups.xml",
            "<Groups><Group name='a'><Properties action='U'/></Group></Groups>",
            "groups.xml"),
        new Target(
            ReportFixture.TASKS,
            "Preferences\\ScheduledTasks\\ScheduledTasks.xml",
            "<ScheduledTasks><TaskV2 name='a'><Properties><Task/></Properties></TaskV2></ScheduledTasks>",
            "scheduledtasks.xml"),
        new Target(ReportFixture.REGISTRY, "registry.pol", "PReg\1\0\0\0", "registry.pol"));
  }

  private static List<byte[]> samples(Target target) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    samples.add(target.own().getBytes(StandardCharsets.UTF_8));
    if (Corpus.isThere()) {
      for (Path file : Corpus.files(target.realName())) {
        if (samples.size() < SAMPLES && Files.size(file) < 1 << 15) {
          samples.add(Files.readAllBytes(file));
        }
      }
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("targets")
  void isRenderedOrRefused(Target target) throws Exception {
    int refused =
        new Fuzzer(
                "report of " + target.place(),
                IOException.class,
                input ->
                    new ReportFixture()
                        .extension(target.extension())
                        .file(target.place(), input)
                        .report())
            .run(samples(target));
    assertThat(refused).isNotNegative();
  }
}
