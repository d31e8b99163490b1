package io.gpmcworker.cli.bench;

import io.gpmcworker.cli.local.LocalSurroundings;
import io.gpmcworker.cli.local.Topics;
import io.gpmcworker.cli.topics.CommandSender;
import io.gpmcworker.cli.topics.EventReader;
import io.gpmcworker.cli.topics.OperationRequest;
import io.gpmcworker.cli.topics.OutcomeException;
import io.gpmcworker.cli.topics.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Puts commands and takes the time until their events. */
final class Client implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final EventReader reader;
  private final CommandSender commands;
  private final AtomicLong ids = new AtomicLong(System.currentTimeMillis());
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();

  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /** What is told of an operation's events while they come. */
  interface Watch {
    void on(WorkerEvent event);
  }

  Client(String servers) {
    this.reader =
        EventReader.open(
            servers,
            Topics.EVENTS,
            this::dispatch,
            it -> failure.set(new OutcomeException("The events cannot be read: " + it, it)));
    this.commands = new CommandSender(servers, Topics.COMMANDS);
  }

  /** Starts an operation; its events go to the watch. */
  String start(String operation, Map<String, Object> parameters, Watch watch) {
    String id = "bench-" + ids.incrementAndGet();
    watches.put(id, watch);
    commands.start(
        new OperationRequest(
            id, operation, LocalSurroundings.DOMAIN, parameters, "bench", Optional.empty()));
    return id;
  }

  /** Cancels an operation. */
  void cancel(String id) {
    commands.cancel(id, "bench", "bench");
  }

  /**
   * Starts an operation and cancels it when it runs.
   *
   * @param toAnswer gets the time from the command until its answer was received
   * @param toHandle gets the time from the command until the worker called the handle, by the clock
   *     of this machine, which both share; nothing when the operation was faster
   * @param done is run at the end
   */
  void startAndCancel(
      String operation,
      Map<String, Object> parameters,
      Latencies toAnswer,
      Latencies toHandle,
      Runnable done) {
    class Cancelling implements Watch {
      private Instant sent = Instant.MAX;

      @Override
      public void on(WorkerEvent event) {
        switch (event.type()) {
          case "operation.progressed", "operation.started" -> {
            if (sent.equals(Instant.MAX)) {
              sent = Instant.now();
              cancel(event.operationId());
            }
          }
          case "cancel.accepted", "cancel.too-late" ->
              toAnswer.add(Duration.between(sent, Instant.now()));
          case "operation.cancelling" -> toHandle.add(Duration.between(sent, event.time()));
          default -> {
            if (event.isEnd()) {
              done.run();
            }
          }
        }
      }
    }

    start(operation, parameters, new Cancelling());
  }

  /**
   * Waits for operations to end.
   *
   * @throws OutcomeException when they do not within the limit, one that had to succeed did not, or
   *     no event can be read
   */
  void await(CountDownLatch ends, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean ended = false;
    while (!ended && System.nanoTime() < deadline) {
      ended = ends.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      check();
    }
    if (!ended) {
      throw late(
          "%d operations had not ended within %d s.".formatted(ends.getCount(), limit.toSeconds()));
    }
  }

  /**
   * Looks whether all is well.
   *
   * @throws OutcomeException when an operation that had to succeed did not, or no event can be read
   */
  void check() {
    @Nullable RuntimeException seen = failure.get();
    if (seen != null) {
      throw new OutcomeException(String.valueOf(seen.getMessage()), seen);
    }
  }

  /**
   * Whether an operation has ended. One that did not succeed ends the measurement: what is refused
   * is quick.
   */
  boolean succeeded(WorkerEvent event) {
    if (!event.isEnd()) {
      return false;
    }
    if (!event.type().equals("operation.succeeded")) {
      failure.compareAndSet(
          null,
          new OutcomeException(
              "%s ended as %s: %s".formatted(event.operationId(), event.type(), event.data())));
    }
    return true;
  }

  /** What to throw where the worker takes too long. */
  static OutcomeException late(String sentence) {
    return new OutcomeException(sentence + " Look at the worker's log.");
  }

  @Override
  public void close() {
    commands.close();
    reader.close();
  }

  private void dispatch(WorkerEvent event) {
    Watch watch =
        event.isEnd() ? watches.remove(event.operationId()) : watches.get(event.operationId());
    if (watch != null) {
      watch.on(event);
    }
  }
}
