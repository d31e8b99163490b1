import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Starts a backup, or withdraws it: {@code StartBackup SERVERS OPERATION TICKET [cancel]}. Needs
 * nothing but {@code org.apache.kafka:kafka-clients}.
 */
public class StartBackup {

  private static final String BACKUP =
      """
      {"operation":"backup-gpo","domain":"corp",
       "parameters":{"gpo":"Default Domain Policy","backupStore":"default"},
       "requestedBy":"svc-tickets"}
      """;

  private static final String WITHDRAWN =
      """
      {"reason":"change withdrawn","requestedBy":"svc-tickets"}
      """;

  public static void main(String[] args) throws Exception {
    boolean cancel = args.length > 3 && args[3].equals("cancel");
    Map<String, Object> configuration = Map.of("bootstrap.servers", args[0], "acks", "all");
    try (var producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> command =
          command(args[1], args[2], cancel ? "cancel" : "start", cancel ? WITHDRAWN : BACKUP);
      // Once this returns, Kafka has the command; the worker's answer comes on gpmc.events.
      producer.send(command).get();
    }
  }

  static ProducerRecord<String, String> command(
      String operation, String ticket, String type, String data) {
    List<Header> headers =
        List.of(
            header("ce_specversion", "1.0"),
            header("ce_id", UUID.randomUUID().toString()),
            header("ce_source", "/tickets"),
            header("ce_type", "io.gpmcworker.operation." + type),
            header("ce_subject", operation),
            header("ce_correlationid", ticket),
            header("content-type", "application/json"));
    return new ProducerRecord<>("gpmc.commands", null, operation, data, headers);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
