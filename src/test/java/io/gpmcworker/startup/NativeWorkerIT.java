package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What is packaged, whatever it is (a jar, a native program), started by Quarkus: its start passes
 * Flyway, Hibernate, Kafka and Jackson, its answer passes the outbox.
 */
@EnabledIfSystemProperty(
    named = "gpmc.native",
    matches = "true",
    disabledReason = "a native program is tested with ./mvnw verify -Pnative")
@QuarkusIntegrationTest
@QuarkusTestResource(LocalServices.class)
class NativeWorkerIT {

  @Test
  void aCommandForADomainThatIsNotThereIsAnswered() {
    String bootstrapServers =
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.startBackup("native-1", "any");

      ReceivedEvent rejected = topics.awaitEvent("native-1", "command.rejected");

      assertThat(rejected.data().at("/error/detail").textValue()).isNotEmpty();
    }
  }
}
