package io.gpmcworker.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gpmcworker.event.DeadLetters;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.SettingDifference;
import io.gpmcworker.gpmc.StoredBackup;
import io.gpmcworker.operation.WorkerView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The smaller answers. What is absent or empty is left out, but for lists that are the answer. */
public final class Pages {

  private Pages() {}

  /**
   * A part of the list of operations.
   *
   * @param next for {@code cursor}, to go on; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Operations(List<OperationJson> operations, Optional<String> next) {}

  /** A command that was handed to the broker. */
  public record Submitted(String operationId, String commandId, String operation) {}

  /** A domain, and what its driver can do there. */
  public record Domain(String name, List<Operation> operations, List<String> notSupported) {}

  /**
   * A kind of operation.
   *
   * @param method GPMC's method
   * @param changes whether it changes the domain
   */
  public record Operation(String operation, String method, boolean changes, boolean cancellable) {
    /** The JSON of a kind. */
    public static Operation of(OperationKind kind, boolean cancellable) {
      return new Operation(
          kind.wireName(),
          kind.method(),
          kind.effect() == OperationKind.Effect.CHANGES,
          cancellable);
    }
  }

  /** Domains. */
  public record Domains(List<Domain> domains) {}

  /** A backup store. */
  public record Store(String name) {}

  /** Backup stores. */
  public record Stores(List<Store> backupStores) {}

  /** A GPO. */
  public record Gpo(String id, String displayName, String domain) {}

  /** A backup. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Backup(
      String id,
      String backupStore,
      Gpo gpo,
      Optional<Instant> time,
      String comment,
      String controller) {
    /** The JSON of a backup. */
    public static Backup of(String store, StoredBackup it) {
      return new Backup(
          GpoName.braced(it.id()),
          store,
          new Gpo(GpoName.braced(it.gpo().id()), it.gpo().displayName(), it.gpo().domain()),
          it.time(),
          it.comment(),
          it.controller());
    }
  }

  /** Backups of a store. */
  public record Backups(List<Backup> backups) {}

  /** What is different between two backups. */
  public record Difference(Backup before, Backup after, List<Change> changes) {}

  /** A setting that is different; {@code kind} is added, removed or changed. */
  public record Change(
      String kind, List<String> place, String setting, List<SettingDifference.Value> values) {
    /** The JSON of a difference. */
    public static Change of(SettingDifference it) {
      return new Change(
          it.kind().name().toLowerCase(Locale.ROOT), it.place(), it.setting(), it.values());
    }
  }

  /**
   * A worker.
   *
   * @param alive whether its lease runs
   */
  public record Worker(
      UUID id,
      String name,
      boolean alive,
      Instant startedAt,
      double heartbeatAgeSeconds,
      double leaseLeftSeconds,
      List<String> operations) {
    /** The JSON of a worker. */
    public static Worker of(WorkerView it) {
      return new Worker(
          it.id(),
          it.name(),
          it.leaseLeft() > 0,
          it.startedAt(),
          it.heartbeatAge(),
          it.leaseLeft(),
          it.running());
    }
  }

  /** Workers. */
  public record Workers(List<Worker> workers) {}

  /**
   * A dead letter.
   *
   * @param id names it
   * @param key the record's key, as text
   * @param value the record's value, as text; its beginning if it is long
   * @param leftOutBytes of the record that did not fit; it cannot be replayed then
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record DeadLetter(
      String id,
      Instant time,
      String reason,
      Optional<String> key,
      List<Header> headers,
      Optional<String> value,
      int leftOutBytes,
      String topic,
      int partition,
      long offset,
      List<DeadLetters.Replay> replays) {

    private static final int LONGEST_VALUE = 16_384;

    /** The JSON of a dead letter. */
    public static DeadLetter of(DeadLetters.Written it) {
      return new DeadLetter(
          Long.toString(it.position()),
          it.time(),
          it.letter().reason(),
          it.letter().key().map(Pages::text),
          it.letter().headers().stream()
              .map(header ->
                  new Header(header.name(), text(Base64.getDecoder().decode(header.base64()))))
              .toList(),
          it.letter().value().map(Pages::text),
          it.letter().leftOut(),
          it.letter().topic(),
          it.letter().partition(),
          it.letter().offset(),
          it.replays());
    }
  }

  /** A header of a record, as text. */
  public record Header(String name, String value) {}

  /** A part of the list of dead letters. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record DeadLetterPage(List<DeadLetter> deadLetters, Optional<String> next) {}

  private static String text(byte[] bytes) {
    int length = Math.min(bytes.length, DeadLetter.LONGEST_VALUE);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
