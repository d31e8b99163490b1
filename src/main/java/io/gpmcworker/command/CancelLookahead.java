package io.gpmcworker.command;

import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.Intake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads the command topic a second time, for nothing but cancels of operations that are already
 * known: those need not wait until a flood of starts before them has been stored. {@link
 * CommandConsumer} remains the one that nothing escapes, so whatever goes wrong here costs only the
 * head start.
 */
@ApplicationScoped
class CancelLookahead {

  static final String CHANNEL = "cancels";
  private static final Logger LOG = Logger.getLogger(CancelLookahead.class);

  private final RecordReader reader;
  private final Intake intake;

  CancelLookahead(RecordReader reader, Intake intake) {
    this.reader = reader;
    this.intake = intake;
  }

  @Incoming(CHANNEL)
  @Blocking
  void look(ConsumerRecords<byte[], byte[]> records) {
    List<Command.CancelOperation> cancels =
        StreamSupport.stream(records.spliterator(), false)
            .flatMap(record -> reader.readCancel(record).stream())
            .toList();
    if (cancels.isEmpty()) {
      return;
    }
    try {
      intake.takeAhead(cancels);
    } catch (RuntimeException e) {
      LOG.debugf("%d cancels wait for their turn: %s", cancels.size(), e.getMessage());
    }
  }
}
