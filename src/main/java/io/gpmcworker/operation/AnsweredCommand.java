package io.gpmcworker.operation;

import io.gpmcworker.event.EventType;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a cancel command, kept so that a redelivery gets the very same one. */
@Entity
@Table(name = "answered_command")
public class AnsweredCommand extends PanacheEntityBase {

  /** Names the command, by source and id; and is the answer's event id. */
  @Id UUID id;

  String operationId;

  @Enumerated(EnumType.STRING)
  EventType answer;

  @Nullable Long sequence;
  String data;
  Instant answeredAt;

  /** Whether the command was answered out of its turn, and its turn has not come yet. */
  boolean ahead;

  /** For Hibernate, which fills in what is not null in the table. */
  @SuppressWarnings("NullAway.Init")
  protected AnsweredCommand() {}

  AnsweredCommand(
      UUID id,
      String operationId,
      EventType answer,
      @Nullable Long sequence,
      String data,
      Instant answeredAt,
      boolean ahead) {
    this.id = id;
    this.operationId = operationId;
    this.answer = answer;
    this.sequence = sequence;
    this.data = data;
    this.answeredAt = answeredAt;
    this.ahead = ahead;
  }
}
