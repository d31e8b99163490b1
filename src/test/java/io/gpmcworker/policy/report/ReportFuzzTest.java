package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.PackageTemplate;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
            ReportFixture.FOLDER_REDIRECTION,
            "Documents & Settings\\fdeploy.ini",
            "[FolderStatus]\r\nMy Documents=11\r\n[My Documents]\r\ns-1-1-0=\\\\server\\share\r\n",
            "fdeploy.ini"),
        new Target(
            "{16BE69FA-4209-4250-88CB-716CF41954E0}",
            "Microsoft\\Windows NT\\Cap\\cap.inf",
            "[Version]\r\nsignature=\"$Windows NT$\"\r\n[CAPS]\r\n\"CN=Finance,CN=Central Access Policies\"\r\n",
            "cap.inf"),
        new Target(
            "{A2E30F80-D7DE-11D2-BBDE-00C04F86AE3B}",
            "Microsoft\\IEAK\\install.ins",
            "[URL]\r\nHome_Page=https://intranet\r\n",
            "install.ins"),
        new Target(
            "{3060E8D0-7020-11D2-842D-00C04FA372D4}",
            "Microsoft\\RemoteInstall\\oscfilter.ini",
            "[Choice]\r\nCustom=1\r\n",
            "oscfilter.ini"),
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

  /** What snap-ins keep in Registry.pol, one setting of each. */
  @Test
  void settingsOfSnapInsAreRenderedOrRefused() throws Exception {
    String policies = "Software\\Policies\\Microsoft\\";
    String safer = policies + "Windows\\Safer\\CodeIdentifiers\\0\\Paths\\{1}";
    byte[] sample =
        new RegistryPolicy(
                List.of(
                    text(policies + "WindowsFirewall\\FirewallRules", "{1}", "v2.10|Action=Allow|"),
                    text(policies + "WindowsFirewall\\ConSecRules", "{1}", "v2.10|Name=a|"),
                    text(
                        policies + "Windows\\SrpV2\\Exe\\{1}",
                        "Value",
                        "<FilePathRule Id=\"1\" Name=\"a\" Action=\"Allow\"/>"),
                    text(policies + "Windows NT\\DNSClient\\DnsPolicyConfig\\{1}", "Name", ".a"),
                    text(policies + "Windows\\QoS\\Voice", "DSCP Value", "46"),
                    text(safer, "ItemData", "%TEMP%"),
                    new RegistryPolicyEntry(
                        safer, "LastModified", 11, Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
                    new RegistryPolicyEntry(
                        policies + "SystemCertificates\\Root\\Certificates\\AB",
                        "Blob",
                        3,
                        Bytes.of(new byte[] {3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 9, 9}))))
            .toByteArray();
    new Fuzzer(
            "snap-ins",
            IOException.class,
            input ->
                new ReportFixture()
                    .extension(ReportFixture.REGISTRY)
                    .file("registry.pol", input)
                    .report())
        .run(List.of(sample));
  }

  private static RegistryPolicyEntry text(String key, String name, String value) {
    return new RegistryPolicyEntry(
        key, name, 1, Bytes.of((value + "\0").getBytes(StandardCharsets.UTF_16LE)));
  }

  /** What extensions keep in the directory, every value of it the same damaged one. */
  @Test
  void objectsOfTheDirectoryAreRenderedOrRefused() throws Exception {
    List<byte[]> samples = new ArrayList<>();
    for (String value :
        List.of(
            "\\\\files\\a.msi",
            "5232",
            "0:\\\\files\\a.msi",
            "<WLANPolicy><name>a</name></WLANPolicy>")) {
      samples.add(value.getBytes(StandardCharsets.UTF_8));
    }
    new Fuzzer(
            "objects",
            IOException.class,
            input ->
                new ReportFixture()
                    .extension("{C6DC5466-785A-11D2-84D0-00C04FB169F7}")
                    .extension("{8A28E2C5-8D06-49A4-A08C-632DAA493E17}")
                    .extension("{0ACDD40C-75AC-47AB-BAA0-BF6DE7E7FE63}")
                    .object(object(PackageTemplate.CLASS, input, PackageTemplate.changeable()))
                    .object(
                        object(
                            "msPrint-ConnectionPolicy",
                            input,
                            List.of("uNCName", "serverName", "printerName")))
                    .object(
                        object(
                            "ms-net-ieee-80211-GroupPolicy",
                            input,
                            List.of("ms-net-ieee-80211-GP-PolicyData")))
                    .report())
        .run(samples);
  }

  private static DirectoryObject object(String type, byte[] value, List<String> attributes) {
    Map<String, List<Bytes>> values = new HashMap<>();
    attributes.forEach(name -> values.put(name, List.of(Bytes.of(value))));
    return new DirectoryObject("CN={1}", type, values, Optional.of(Bytes.of(value)), List.of());
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
