package io.gpmcworker.command;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Leaves the command topic while all else still works. The connector itself leaves it last of all:
 * long after the database has been closed, and until then nobody would read this worker's part.
 */
@ApplicationScoped
class CommandTopic {

  private static final Logger LOG = Logger.getLogger(CommandTopic.class);
  private static final Duration LAST_BATCH = Duration.ofSeconds(5);

  private final KafkaClientService clients;
  private final CommandConsumer consumer;

  CommandTopic(KafkaClientService clients, CommandConsumer consumer) {
    this.clients = clients;
    this.consumer = consumer;
  }

  /** After the runs have ended, and before the outbox is published for the last time. */
  void leave(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY + 100) ShutdownEvent event)
      throws InterruptedException {
    close(CommandConsumer.CHANNEL);
    consumer.stop(LAST_BATCH);
    close(CancelLookahead.CHANNEL);
  }

  /** As the connector does it, to which there is nothing left to do then. */
  private void close(String channel) {
    for (var client : clients.getConsumers(channel)) {
      if (client instanceof ReactiveKafkaConsumer<?, ?> it) {
        try {
          it.close();
        } catch (RuntimeException e) {
          LOG.warnf("GPMC-C03 Could not leave the topic in order: %s", e.getMessage());
        }
      }
    }
  }
}
