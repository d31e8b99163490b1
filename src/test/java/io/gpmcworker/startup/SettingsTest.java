package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.startup.Preflight.UnfitException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is configured wrongly is told: all of it, with the name that was meant, never a value. */
class SettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpmc.worker.capacity",
        "gpmc.topics.dead-letter",
        "gpmc.domains.corp.driver",
        "gpmc.domains.\"corp.example\".ldap.ca-file",
        "gpmc.domains.corp.controllers",
        "gpmc.domains.corp.controllers[1]",
        "gpmc.backup-stores.default.account.password-file",
        "gpmc.queue.priorities.restore-gpo",
        "gpmc.queue.domain-limits.corp",
        "GPMC_WORKER_CAPACITY",
        "GPMC_DOMAINS_CORP_ACCOUNT_PASSWORD_FILE"
      })
  void aSettingIsKnown(String name) {
    assertThat(Settings.isKnown(name)).as("%s of %s", name, Settings.names()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "gpmc.worker.capasity, gpmc.worker.capacity",
    "gpmc.topcs.events, gpmc.topics.events",
    "gpmc.domains.corp.dnsname, gpmc.domains.corp.dns-name",
    "gpmc.domains.corp.acount.name, gpmc.domains.corp.account.name",
    "gpmc.backup-store.default.path, gpmc.backup-stores.default.path"
  })
  void aSlipIsRefusedWithWhatWasMeant(String name, String meant) {
    assertThat(NamesCheck.errors(List.of(name)))
        .containsExactly("%s is no setting; did you mean %s.".formatted(name, meant));
  }

  @Test
  void whatIsNothingLikeASettingIsRefusedToo() {
    assertThat(NamesCheck.errors(List.of("gpmc.colour-of-the-sky", "quarkus.http.port")))
        .containsExactly(
            "gpmc.colour-of-the-sky is no setting; docs/configuration.md has all of them.");
  }

  @Test
  void onlyAVariableThatLooksLikeASettingIsWarnedOf() {
    assertThat(
            NamesCheck.warnings(
                List.of(
                    "GPMC_WORKER_CAPASITY",
                    "GPMC_WORKER_CAPACITY",
                    "GPMC_WORKER_SERVICE_HOST",
                    "GPMC_WORKER_PORT_8080_TCP_ADDR")))
        .containsExactly(
            "The environment variable GPMC_WORKER_CAPASITY is no setting; did you mean"
                + " GPMC_WORKER_CAPACITY.");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Preflight.Check names =
        () -> {
          throw new UnfitException(List.of("One.", "Two."));
        };
    Preflight.Check domains =
        () -> {
          throw new UnfitException("Three.");
        };
    assertThatThrownBy(() -> Preflight.judge(List.of(names, () -> {}, domains)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("gpmc-worker cannot start: \n  One.\n  Two.\n  Three.");
  }

  @Test
  void aPasswordInAnAddressIsNotShown() {
    assertThat(DatabaseCheck.shown("jdbc:postgresql://db/gpmc?user=gpmc&password=s3cret"))
        .isEqualTo("jdbc:postgresql://db/gpmc");
    assertThat(DatabaseCheck.shown("jdbc:postgresql://db/gpmc"))
        .isEqualTo("jdbc:postgresql://db/gpmc");
  }
}
