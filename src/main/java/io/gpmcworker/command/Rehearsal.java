package io.gpmcworker.command;

import io.gpmcworker.command.CommandBatch.Item;
import io.gpmcworker.gpmc.Domains;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes a start and its cancel in before the command topic is joined, and undoes it. Whoever joins
 * gets a part of the topic at once, and its commands must not wait until a worker that has never
 * taken one in has loaded all that this needs.
 */
@ApplicationScoped
class Rehearsal {

  private static final Logger LOG = Logger.getLogger(Rehearsal.class);
  private static final int TIMES = 5;

  /** After the start's own checks, and before the connector joins. */
  private static final int BEFORE_JOINING = Interceptor.Priority.LIBRARY_BEFORE - 1;

  private final RecordReader reader;
  private final CommandBatch batch;
  private final Domains domains;

  Rehearsal(RecordReader reader, CommandBatch batch, Domains domains) {
    this.reader = reader;
    this.batch = batch;
    this.domains = domains;
  }

  void rehearse(@Observes @Priority(BEFORE_JOINING) StartupEvent event) {
    if (domains.names().isEmpty()) {
      return;
    }
    try {
      for (int time = 0; time < TIMES; time++) {
        takeInAndUndo(domains.names().first());
      }
    } catch (RuntimeException e) {
      LOG.debugf("The first commands will take longer: %s", e.getMessage());
    }
  }

  private void takeInAndUndo(String domain) {
    String operationId = "rehearsal-" + UUID.randomUUID();
    List<Item> items =
        Stream.of(
                record(
                    CommandDecoder.START,
                    operationId,
                    """
                    {"operation":"report-gpo","domain":"%s","parameters":{"gpo":"none","reportType":"xml"}}
                    """
                        .formatted(domain)),
                record(CommandDecoder.CANCEL, operationId, "{}"))
            .map(record -> new Item(record, reader.read(record)))
            .toList();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          batch.store(items);
          QuarkusTransaction.setRollbackOnly();
        });
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String type, String operationId, String data) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("rehearsal", 0, 0, utf8(operationId), utf8(data));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", "rehearsal",
            "ce_source", "/rehearsal",
            "ce_type", type,
            "ce_subject", operationId,
            "content-type", "application/json")
        .forEach((name, value) -> record.headers().add(name, utf8(value)));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
