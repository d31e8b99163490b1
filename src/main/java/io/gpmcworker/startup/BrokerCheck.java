package io.gpmcworker.startup;

import io.gpmcworker.event.EventTopics;
import io.gpmcworker.startup.Preflight.NotReadyException;
import io.gpmcworker.startup.Preflight.UnfitException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Whether the broker answers and has the topics. */
@ApplicationScoped
class BrokerCheck implements Preflight.Check {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Map<String, Object> broker;
  private final EventTopics topics;

  BrokerCheck(@Identifier("default-kafka-broker") Map<String, Object> broker, EventTopics topics) {
    this.broker = broker;
    this.topics = topics;
  }

  @Override
  public void run() throws NotReadyException, UnfitException {
    Map<String, Object> configuration = new HashMap<>(broker);
    configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    Object servers = Objects.requireNonNullElse(broker.get("bootstrap.servers"), "(not set)");
    try (Admin admin = Admin.create(configuration)) {
      Set<String> there = admin.listTopics().names().get();
      List<String> missing =
          Stream.of(topics.commands(), topics.events(), topics.deadLetters())
              .filter(topic -> !there.contains(topic))
              .toList();
      if (!missing.isEmpty()) {
        throw new UnfitException(
            ("Kafka at %s has no topic %s; create it (kafka-topics.sh --bootstrap-server %s --create"
                    + " --topic %s --partitions 4), or name another with gpmc.topics.*.")
                .formatted(servers, String.join(", ", missing), servers, missing.getFirst()));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthenticationException refused) {
        throw new UnfitException(
            "Kafka at %s refuses this worker: %s; check kafka.sasl.* and kafka.ssl.*."
                .formatted(servers, refused.getMessage()));
      }
      throw silent(servers);
    } catch (KafkaException e) {
      throw new UnfitException(
          "Kafka at %s cannot be used: %s; check kafka.bootstrap.servers."
              .formatted(
                  servers, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent(servers);
    }
  }

  private static NotReadyException silent(Object servers) {
    return new NotReadyException(
        "Kafka does not answer at %s; check kafka.bootstrap.servers.".formatted(servers));
  }
}
