package io.gpmcworker.testing;

import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests inside a worker share: a driver that does as it is told, the topics, and an operation
 * id of their own.
 */
@QuarkusTestResource(LocalServices.class)
public abstract class WorkerTest {

  @Inject protected ScriptedDriver driver;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  protected String bootstrapServers;

  protected final String id = "op-" + UUID.randomUUID();

  protected Topics topics;

  @BeforeEach
  void openTopics() {
    topics = new Topics(bootstrapServers);
  }

  @AfterEach
  void closeTopics() {
    topics.close();
  }
}
