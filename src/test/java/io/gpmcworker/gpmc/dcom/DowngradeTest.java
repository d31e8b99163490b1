package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.rpce.WeakHost;
import io.gpmcworker.gpmc.dcom.rpce.WeakHost.Weakness;
import io.gpmcworker.testing.Findings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a host would be content with, the worker calls it at packet privacy or not at all. */
class DowngradeTest {

  private static final String ADDRESS = ServedDomain.address(18);

  /** A refused version is tried again as another one, signed or not. */
  private static final int VERSIONS = 2;

  @ParameterizedTest
  @EnumSource
  void aHostThatAgreesToLessIsNotCalled(Weakness weakness) throws Exception {
    ServedDomain.assumePort(ADDRESS);
    try (WeakHost host =
            new WeakHost(InetAddress.getByName(ADDRESS), 135, ServedDomain.CLIENT, weakness);
        ObjectExporter callbacks = ServedDomain.listen();
        DcomDriver driver =
            new DcomDriver(
                new DcomDomainSettings(
                    "corp.example",
                    new ComHost(ADDRESS, ServedDomain.CLIENT, Duration.ofSeconds(8)),
                    ServedDomain.RUN_AS,
                    Map.of(),
                    Map.of(),
                    Duration.ofSeconds(8)),
                callbacks)) {
      Findings findings = Findings.of(driver);
      assertThat(findings.passed()).containsExactly("name", "port 135");
      assertThat(findings.failed())
          .startsWith("authentication: ")
          .contains(ADDRESS, "NTLMv2 at packet privacy must be allowed on the host")
          .containsAnyOf(
              "packet privacy with 128-bit keys", "below packet privacy", "challenge", "unsigned");
      assertThat(host.requests())
          .as("requests that went out")
          .isEqualTo(
              switch (weakness) {
                case ANSWERS_UNSIGNED -> 1;
                case REFUSES_UNSIGNED -> VERSIONS;
                default -> 0;
              });
    }
  }
}
