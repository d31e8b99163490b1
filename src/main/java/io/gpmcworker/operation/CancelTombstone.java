package io.gpmcworker.operation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A cancel of an operation that was never seen: a start that comes later does not run. */
@Entity
@Immutable
@Table(name = "cancel_tombstone")
public class CancelTombstone extends PanacheEntityBase {

  @Id String operationId;
  String commandSource;
  String commandId;
  @Nullable String requestedBy;
  @Nullable String reason;
  Instant recordedAt;

  /** For Hibernate, which fills in what is not null in the table. */
  @SuppressWarnings("NullAway.Init")
  protected CancelTombstone() {}

  CancelTombstone(Command.CancelOperation cancel, Instant now) {
    this.operationId = cancel.operationId().value();
    this.commandSource = cancel.origin().source();
    this.commandId = cancel.origin().id();
    this.requestedBy = cancel.origin().requestedBy().orElse(null);
    this.reason = cancel.reason().orElse(null);
    this.recordedAt = now;
  }

  CommandOrigin origin() {
    return new CommandOrigin(
        commandSource,
        commandId,
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(requestedBy));
  }
}
