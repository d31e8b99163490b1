package io.gpmcworker.command;

import io.gpmcworker.command.CommandBatch.Item;
import io.gpmcworker.operation.DatabaseRefusal;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes the command topic in batches. A batch is acknowledged when this method returns, and it
 * returns when what came of every record is durable, however long the database is away.
 */
@ApplicationScoped
class CommandConsumer {

  private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
  static final String CHANNEL = "commands";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final RecordReader reader;
  private final CommandBatch batch;
  private final ReentrantLock storing = new ReentrantLock();
  private volatile boolean stopped;

  CommandConsumer(RecordReader reader, CommandBatch batch) {
    this.reader = reader;
    this.batch = batch;
  }

  @Incoming(CHANNEL)
  @Blocking
  void consume(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    List<Item> items = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      items.add(new Item(record, reader.read(record)));
    }
    storing.lockInterruptibly();
    try {
      store(items);
    } finally {
      storing.unlock();
    }
  }

  /**
   * To be called when the topic has been left: lets the batch that is being stored be stored, for
   * the given time at most. What has not been stored by then others get.
   */
  void stop(Duration atMost) throws InterruptedException {
    boolean idle = storing.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
    stopped = true;
    if (idle) {
      storing.unlock();
    }
  }

  private void store(List<Item> items) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!stopped) {
      try {
        batch.store(items);
        return;
      } catch (RuntimeException e) {
        if (DatabaseRefusal.is(e)) {
          storeOneByOne(items, e);
          return;
        }
        LOG.warnf(
            "GPMC-C01 Could not store %d commands, trying again: %s", items.size(), reason(e));
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
    throw new IllegalStateException("The worker stops; others get these commands.");
  }

  /** One record must not keep the others of its batch from being stored. */
  private void storeOneByOne(List<Item> items, RuntimeException failure)
      throws InterruptedException {
    if (items.size() > 1) {
      for (Item item : items) {
        store(List.of(item));
      }
      return;
    }
    Item item = items.getFirst();
    LOG.warnf("GPMC-C02 The database refuses a command: %s", reason(failure));
    store(
        List.of(
            new Item(
                item.record(),
                new Decoded.Invalid(
                    new RefusedException(
                            "unstorable",
                            "The command cannot be stored",
                            "The database refuses a value of this command; please report it.")
                        .problem(),
                    Decoded.Attributes.NONE))));
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
