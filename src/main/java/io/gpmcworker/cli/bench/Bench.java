package io.gpmcworker.cli.bench;

import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalSurroundings;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.cli.terminal.Terminal;
import io.gpmcworker.gpmc.GpoName;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The measurements.
 *
 * @param rate operations a second while latencies are measured
 * @param warmUp how long the worker is under that load before
 * @param time how long latencies are measured
 * @param flood operations that are put at once to measure throughput
 */
public record Bench(int rate, Duration warmUp, Duration time, int flood) {
  static final String TRIVIAL = "report-gpo";
  static final String LONG = "backup-gpo";
  private static final int STARTS = 3;
  private static final int CANCELS_PER_SECOND = 2;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * Measures everything.
   *
   * @param small GPOs whose reports are the trivial operations, in turn: two operations on one GPO
   *     would wait for each other
   * @param large a GPO whose backup takes long enough to be cancelled
   * @return the figures
   */
  public Table run(Terminal terminal, LocalSurroundings surroundings, List<UUID> small, UUID large)
      throws InterruptedException {
    Iterator<Map<String, Object>> trivial = trivial(small);
    Map<String, Object> lasting = lasting(large);
    Table table = table();
    startUp(terminal, surroundings.worker(), table);
    try (Client client = new Client(surroundings.broker().bootstrapServers())) {
      terminal.line("Warming up: " + flood + " operations at once");
      throughput(client, trivial, table());
      terminal.line(
          "Warming up: " + rate + " operations a second, for " + warmUp.toSeconds() + " s");
      latencies(client, trivial, lasting, warmUp, table());
      terminal.line(
          "Latencies at " + rate + " operations a second, for " + time.toSeconds() + " s");
      latencies(client, trivial, lasting, time, table);
      terminal.line(flood + " operations at once");
      throughput(client, trivial, table);
    }
    memory("Memory of the worker after all this (RSS)", surroundings.worker(), table);
    return table;
  }

  private static Table table() {
    return new Table("What", "p50", "p99", "measured");
  }

  static Iterator<Map<String, Object>> trivial(List<UUID> small) {
    return Stream.generate(() -> small)
        .flatMap(List::stream)
        .map(gpo -> Map.<String, Object>of("gpo", GpoName.braced(gpo), "reportType", "xml"))
        .iterator();
  }

  static Map<String, Object> lasting(UUID large) {
    return Map.of("gpo", GpoName.braced(large), "backupStore", LocalSurroundings.BACKUP_STORE);
  }

  private static void startUp(Terminal terminal, LocalWorker worker, Table table) {
    if (Installation.current().hasAotCache()) {
      startUp(terminal, worker, worker::restartWithoutAotCache, ", without the AOT cache", table);
      startUp(terminal, worker, worker::restart, ", with the AOT cache", table);
    } else {
      startUp(terminal, worker, worker::restart, "", table);
    }
  }

  private static void startUp(
      Terminal terminal, LocalWorker worker, Runnable start, String how, Table table) {
    terminal.line("Starting the worker " + STARTS + " times" + how);
    Latencies starts = new Latencies();
    for (int n = 0; n < STARTS; n++) {
      worker.close();
      start.run();
      starts.add(worker.startTime());
    }
    table.row(
        "Start of the packaged worker until ready" + how,
        starts.millis(0.5),
        starts.millis(1),
        STARTS + " starts");
    memory("Memory of the worker after its start (RSS)" + how, worker, table);
  }

  private static void memory(String what, LocalWorker worker, Table table) {
    OptionalLong memory = worker.residentMemory();
    table.row(what, memory.isPresent() ? memory.getAsLong() / 1_000_000 + " MB" : "-", "", "once");
  }

  private void latencies(
      Client client,
      Iterator<Map<String, Object>> trivial,
      Map<String, Object> lasting,
      Duration time,
      Table table)
      throws InterruptedException {
    Latencies toAccepted = new Latencies();
    Latencies toAnswer = new Latencies();
    Latencies toHandle = new Latencies();
    int cancels = (int) time.toSeconds() * CANCELS_PER_SECOND;
    CountDownLatch cancelled = new CountDownLatch(cancels);
    Thread cancelling =
        Thread.ofVirtual()
            .start(() ->
                paced(
                    cancels,
                    CANCELS_PER_SECOND,
                    () ->
                        client.startAndCancel(
                            LONG, lasting, toAnswer, toHandle, cancelled::countDown)));
    accept(client, trivial, time, toAccepted);
    cancelling.join();
    client.await(cancelled, LIMIT);
    String load = " at " + rate + "/s";
    table.row(
        "Command sent → accepted received" + load,
        toAccepted.millis(0.5),
        toAccepted.millis(0.99),
        toAccepted.count() + " commands");
    table.row(
        "Cancel sent → answer received" + load,
        toAnswer.millis(0.5),
        toAnswer.millis(0.99),
        toAnswer.count() + " cancels");
    table.row(
        "Cancel sent → live handle called" + load,
        toHandle.millis(0.5),
        toHandle.millis(0.99),
        toHandle.count() + " of " + cancels + " cancels reached a running operation");
  }

  /** Trivial operations at the given rate, until all of them have ended. */
  private void accept(
      Client client, Iterator<Map<String, Object>> trivial, Duration time, Latencies toAccepted)
      throws InterruptedException {
    int count = (int) time.toSeconds() * rate;
    CountDownLatch ended = new CountDownLatch(count);
    paced(
        count,
        rate,
        () -> {
          long begin = System.nanoTime();
          client.start(
              TRIVIAL,
              trivial.next(),
              event -> {
                if (event.type().equals("operation.accepted")) {
                  toAccepted.add(Duration.ofNanos(event.received() - begin));
                } else if (client.succeeded(event)) {
                  ended.countDown();
                }
              });
        });
    client.await(ended, LIMIT);
  }

  private void throughput(Client client, Iterator<Map<String, Object>> trivial, Table table)
      throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(flood);
    AtomicLong lastAccepted = new AtomicLong();
    AtomicLong lastEnd = new AtomicLong();
    long begin = System.nanoTime();
    for (int sent = 0; sent < flood; sent++) {
      client.start(
          TRIVIAL,
          trivial.next(),
          event -> {
            if (event.type().equals("operation.accepted")) {
              lastAccepted.accumulateAndGet(event.received(), Math::max);
            } else if (client.succeeded(event)) {
              lastEnd.accumulateAndGet(event.received(), Math::max);
              ended.countDown();
            }
          });
    }
    client.await(ended, LIMIT);
    table.row(
        "Commands accepted a second", rate(lastAccepted.get() - begin), "", flood + " at once");
    table.row("Trivial operations a second", rate(lastEnd.get() - begin), "", flood + " at once");
  }

  private String rate(long nanos) {
    return String.format(Locale.ROOT, "%,.0f/s", flood / (nanos / 1e9));
  }

  /** Open loop: an answer that is late does not delay the next command. */
  private static void paced(int count, int perSecond, Runnable action) {
    long begin = System.nanoTime();
    for (int done = 0; done < count; done++) {
      long due = begin + done * 1_000_000_000L / perSecond;
      long left;
      while ((left = due - System.nanoTime()) > 0) {
        LockSupport.parkNanos(left);
      }
      action.run();
    }
  }
}
