package io.gpmcworker.api;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of HTTP share: a driver that does as it is told, the topics, an id of their own.
 */
@QuarkusTestResource(LocalServices.class)
abstract class HttpTest {

  @Inject ScriptedDriver driver;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  final String id = "http-" + UUID.randomUUID();

  Topics topics;

  @BeforeEach
  void connect() {
    topics = new Topics(bootstrapServers);
  }

  @AfterEach
  void disconnect() {
    topics.close();
  }
}
