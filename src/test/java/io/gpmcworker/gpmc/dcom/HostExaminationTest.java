package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import io.gpmcworker.gpmc.dcom.server.GpmcServer.Behaviour;
import io.gpmcworker.testing.Findings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step of the examination of a Windows host, made to fail. */
class HostExaminationTest {

  private static final String ADDRESS = ServedDomain.address(10);

  @TempDir static Path base;
  private static ServedDomain served;

  @BeforeAll
  static void serve() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    served = new ServedDomain(base, ADDRESS, 0);
  }

  @AfterAll
  static void end() throws Exception {
    if (served != null) {
      served.close();
    }
  }

  @BeforeEach
  void well() {
    served.server.behave(Behaviour.WELL);
  }

  private static Findings find(String host, String password, String dnsName) {
    return find(host, password, dnsName, served.callbacks);
  }

  private static Findings find(
      String host, String password, String dnsName, ObjectExporter callbacks) {
    try (DcomDriver driver =
        new DcomDriver(
            new DcomDomainSettings(
                dnsName,
                new ComHost(
                    host,
                    new NtlmAccount(
                        ServedDomain.CLIENT.domain(), ServedDomain.CLIENT.user(), password),
                    Duration.ofSeconds(8)),
                ServedDomain.RUN_AS,
                Map.of(),
                Map.of(),
                Duration.ofSeconds(1)),
            callbacks)) {
      return Findings.of(driver);
    }
  }

  private static Findings find() {
    return find(ADDRESS, ServedDomain.PASSWORD, served.embedded.dnsName());
  }

  @Test
  void allIsWellAndGpmcHasCalledBack() {
    Findings findings = find();
    assertThat(findings.failed()).isEmpty();
    assertThat(findings.passed())
        .containsExactly("name", "port 135", "authentication", "activation", "call", "callback");
    assertThat(findings.all().getLast().toString()).contains("of a report");
    // Of an examination before this one, a call may still be waiting for its host.
    await().untilAsserted(() -> assertThat(served.callbacks.exported()).isZero());
  }

  @Test
  void aNameThatNobodyKnows() {
    Findings findings = find("host.invalid", "x", "corp.example");
    assertThat(findings.failed()).startsWith("name: ").contains("host.invalid", "dcom.host");
    assertThat(findings.skipped())
        .containsExactly("port 135", "authentication", "activation", "call", "callback");
  }

  @Test
  void aPortThatIsClosed() {
    assertThat(find(ServedDomain.address(99), "x", "corp.example").failed())
        .startsWith("port 135: ")
        .contains(ServedDomain.address(99), "open TCP 135");
  }

  @Test
  void aWrongPassword() {
    assertThat(find(ADDRESS, "wrong", served.embedded.dnsName()).failed())
        .startsWith("authentication: ")
        .contains("CORP\\svc-worker", "password");
  }

  @Test
  void gpmcThatIsNotRegistered() {
    served.server.behave(Behaviour.UNREGISTERED);
    assertThat(find().failed())
        .startsWith("activation: ")
        .contains("REGDB_E_CLASSNOTREG", "docs/windows-host.md");
  }

  @Test
  void anotherDomain() {
    Findings findings = find(ADDRESS, ServedDomain.PASSWORD, "other.example");
    assertThat(findings.passed()).contains("activation");
    assertThat(findings.failed()).startsWith("call: ").contains("0x8007054B", "dns-name");
    assertThat(findings.skipped()).containsExactly("callback");
  }

  @Test
  void aHostThatCannotCallBack() throws Exception {
    try (ObjectExporter unreachable =
        DcomDriver.listen(
            new ExporterSettings(
                InetAddress.getLoopbackAddress(),
                0,
                0,
                List.of("127.0.0.1"),
                0,
                1,
                List.of(ServedDomain.RUN_AS),
                "WORKER",
                RpcLimits.DEFAULT))) {
      assertThat(
              find(ADDRESS, ServedDomain.PASSWORD, served.embedded.dnsName(), unreachable).failed())
          .startsWith("callback: ")
          .contains("did not call back", "advertised-hosts");
    }
  }
}
