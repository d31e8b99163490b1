package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.gpmcworker.helm.Chart;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the chart configures, the worker knows: a name that it does not know keeps it from starting.
 */
class ShippedSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void everySettingThatTheChartWritesIsOne(String values) {
    Chart chart = Chart.of(values);

    assertThat(NamesCheck.errors(List.copyOf(chart.configuration().stringPropertyNames())))
        .isEmpty();
    assertThat(chart.worker().getEnv())
        .extracting(EnvVar::getName)
        // Those of Kafka's credentials are parts of another variable.
        .filteredOn(name -> name.startsWith("GPMC_") && !name.startsWith("GPMC_KAFKA_"))
        .isNotEmpty()
        .allMatch(Settings::isKnown);
  }
}
