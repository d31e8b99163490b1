package io.gpmcworker.operation;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.OperationState.Transition;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One operation, as stored. Its state changes only through the table of {@link OperationState}. */
@Entity
@Table(name = "operation")
public class Operation extends PanacheEntityBase {

  private static final int LONGEST_DETAIL = 8_192;

  @Id String id;

  /** Order of acceptance, given by the database. */
  @Column(insertable = false, updatable = false)
  @Nullable Long place;

  // What was asked for never changes; saying so keeps it, which may be large, out of every update.
  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  OperationKind kind;

  @Column(updatable = false)
  String domain;

  @Column(updatable = false)
  String parameters;

  @Column(updatable = false)
  String fingerprint;

  @Column(updatable = false)
  boolean cancellable;

  @Column(updatable = false)
  String commandSource;

  @Column(updatable = false)
  String commandId;

  @Column(updatable = false)
  @Nullable String correlationId;

  @Column(updatable = false)
  @Nullable String traceparent;

  @Column(updatable = false)
  @Nullable String requestedBy;

  /** The higher goes first; among equals the older. */
  @Column(updatable = false)
  int priority;

  @Column(updatable = false)
  Instant acceptedAt;

  @Column(updatable = false)
  @Nullable Instant expiresAt;

  @Nullable Instant startedAt;
  @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  OperationState state;

  /** What it touches; null until it has been looked up. {@link Claims} writes it. */
  @Column(insertable = false, updatable = false)
  @Nullable String target;

  /** The worker that runs or ran it. */
  @Nullable UUID owner;

  /** Counts claims; a worker whose epoch is not this one has lost the operation. */
  int epoch;

  @Nullable Long progressNumerator;
  @Nullable Long progressDenominator;
  @Nullable String progressStep;

  @Nullable Instant cancelRequestedAt;
  @Nullable String cancelRequestedBy;
  @Nullable String cancelReason;
  @Nullable String cancelCommandId;
  @Nullable Instant cancelDeliveredAt;

  @Enumerated(EnumType.STRING)
  @Nullable EndReason endReason;

  @Nullable Integer hresult;
  @Nullable String detail;
  @Nullable String result;
  @Nullable String messages;

  /** Where a result is that is too large for the record. */
  @Nullable String dataRef;

  /** The sequence number of its latest event. */
  long lastSequence;

  @Version int version;

  /** For Hibernate, which fills in what is not null in the table. */
  @SuppressWarnings("NullAway.Init")
  protected Operation() {}

  Operation(Command.StartOperation start, int priority, Instant now) {
    this.id = start.operationId().value();
    this.kind = start.kind();
    this.domain = start.domain();
    this.parameters = start.parameters();
    this.fingerprint = start.fingerprint();
    this.cancellable = start.cancellable();
    this.commandSource = start.origin().source();
    this.commandId = start.origin().id();
    this.correlationId = start.origin().correlationId().orElse(null);
    this.traceparent = start.origin().traceparent().orElse(null);
    this.requestedBy = start.origin().requestedBy().orElse(null);
    this.priority = priority;
    this.acceptedAt = now;
    this.expiresAt = start.expiresAt().orElse(null);
    this.state = OperationState.QUEUED;
  }

  /**
   * Takes a way of the state machine.
   *
   * @throws IllegalStateException if there is no such way from the present state
   */
  void take(Transition transition) {
    state =
        state
            .after(transition)
            .orElseThrow(
                () -> new IllegalStateException(id + " is " + state + ", not to " + transition));
  }

  void requestCancel(CommandOrigin by, Optional<String> reason, Instant now) {
    cancelRequestedAt = now;
    cancelRequestedBy = by.requestedBy().orElse(null);
    cancelReason = reason.orElse(null);
    cancelCommandId = by.id();
  }

  void end(Transition transition, Outcome outcome, Instant now) {
    take(transition);
    endedAt = now;
    endReason = outcome.reason().orElse(null);
    hresult = outcome.status().map(HResult::code).orElse(null);
    detail = outcome.detail().map(it -> StoredText.of(it, LONGEST_DETAIL)).orElse(null);
    result = outcome.result().orElse(null);
    messages = outcome.messages().orElse(null);
    dataRef = outcome.dataRef().map(URI::toString).orElse(null);
  }

  long nextSequence() {
    return ++lastSequence;
  }

  boolean cancelRequested() {
    return cancelRequestedAt != null;
  }

  /** Whether the given worker, in the given epoch, still has it. */
  boolean ownedBy(UUID worker, int atEpoch) {
    return !state.ended() && worker.equals(owner) && epoch == atEpoch;
  }
}
