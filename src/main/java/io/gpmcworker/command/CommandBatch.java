package io.gpmcworker.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.event.DeadLetter;
import io.gpmcworker.event.EventData;
import io.gpmcworker.event.EventData.Problem;
import io.gpmcworker.event.EventType;
import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Makes what came of a batch of records durable: operations, answers, rejections, dead letters. */
@ApplicationScoped
class CommandBatch {

  private final Intake intake;
  private final Outbox outbox;
  private final ObjectMapper json;
  private final Event<CommandsStored> commandsStored;

  CommandBatch(
      Intake intake, Outbox outbox, ObjectMapper json, Event<CommandsStored> commandsStored) {
    this.intake = intake;
    this.outbox = outbox;
    this.json = json;
    this.commandsStored = commandsStored;
  }

  /** A record with what it was read as. */
  record Item(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {}

  /** All of it in one transaction. */
  @Transactional
  void store(List<Item> items) {
    List<Command> commands = new ArrayList<>();
    IdentityHashMap<Command, ConsumerRecord<byte[], byte[]>> records = new IdentityHashMap<>();
    List<Rejection> rejections = new ArrayList<>();
    for (Item item : items) {
      switch (item.decoded()) {
        case Decoded.Valid(Command command) -> {
          commands.add(command);
          records.put(command, item.record());
        }
        case Decoded.Invalid invalid ->
            rejections.add(new Rejection(item.record(), invalid.problem(), invalid.attributes()));
      }
    }
    if (!commands.isEmpty()) {
      for (Command.StartOperation conflict : intake.take(commands)) {
        rejections.add(conflict(conflict, records));
      }
    }
    outbox.append(rejections.stream().map(this::event).toList());
    outbox.appendDeadLetters(rejections.stream().map(CommandBatch::deadLetter).toList());
    commandsStored.fire(new CommandsStored(items.size() - rejections.size(), rejections.size()));
  }

  private static Rejection conflict(
      Command.StartOperation start,
      IdentityHashMap<Command, ConsumerRecord<byte[], byte[]>> records) {
    ConsumerRecord<byte[], byte[]> record = records.get(start);
    if (record == null) {
      throw new IllegalStateException("a conflict with a command that was not given");
    }
    Problem problem = RefusedException.conflict(start.operationId()).problem();
    return new Rejection(
        record,
        problem,
        new Decoded.Attributes(
            Optional.of(start.operationId().value()),
            Optional.of(start.origin().id()),
            Optional.of(CommandDecoder.START),
            start.origin().correlationId(),
            start.origin().traceparent()));
  }

  private OutgoingEvent event(Rejection rejection) {
    ConsumerRecord<byte[], byte[]> record = rejection.record();
    return new OutgoingEvent(
        OutgoingEvent.stableId(
            "rejected",
            record.topic(),
            Integer.toString(record.partition()),
            Long.toString(record.offset())),
        EventType.COMMAND_REJECTED,
        Instant.now(),
        rejection.attributes().subject(),
        OptionalLong.empty(),
        rejection.attributes().correlationId(),
        rejection.attributes().id(),
        rejection.attributes().traceparent(),
        write(
            new EventData.Rejected(
                rejection.problem(),
                rejection.attributes().type(),
                record.topic(),
                record.partition(),
                record.offset())));
  }

  private String write(EventData.Rejected data) {
    try {
      return json.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload always has a JSON form", e);
    }
  }

  private static DeadLetter deadLetter(Rejection rejection) {
    ConsumerRecord<byte[], byte[]> record = rejection.record();
    Room room = new Room(DeadLetter.LARGEST);
    Optional<byte[]> key = Optional.ofNullable(record.key()).filter(it -> room.takes(it.length));
    List<DeadLetter.Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (header.value() != null && room.takes(header.key().length() + header.value().length)) {
        headers.add(DeadLetter.Header.of(header.key(), header.value()));
      }
    }
    Optional<byte[]> value =
        Optional.ofNullable(record.value()).filter(it -> room.takes(it.length));
    return new DeadLetter(
        key,
        value,
        headers,
        rejection.problem().detail(),
        room.leftOut,
        record.topic(),
        record.partition(),
        record.offset());
  }

  /** How much of a record still fits into its dead letter. */
  private static final class Room {
    private int left;
    private int leftOut;

    Room(int left) {
      this.left = left;
    }

    boolean takes(int bytes) {
      if (bytes > left) {
        leftOut += bytes;
        return false;
      }
      left -= bytes;
      return true;
    }
  }

  private record Rejection(
      ConsumerRecord<byte[], byte[]> record, Problem problem, Decoded.Attributes attributes) {}
}
