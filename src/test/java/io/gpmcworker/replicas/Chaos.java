package io.gpmcworker.replicas;

import io.gpmcworker.cli.local.SurroundingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Brings faults over a fleet, one after the other and beside each other, as a seed says. Each part
 * suffers one fault at a time: a replica's process, a replica's network, the database, the broker.
 */
final class Chaos implements AutoCloseable {

  private static final int STARTS_TRIED = 20;

  private final Fleet fleet;
  private final List<Replica> replicas;
  private final Duration lease;
  private final Random random;
  private final List<String> log = new ArrayList<>();
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final Map<Object, Semaphore> parts = new ConcurrentHashMap<>();
  private final Map<Replica, Object> networks = new HashMap<>();

  /** The replicas that do not run, or are starting. */
  private final Set<Replica> down = ConcurrentHashMap.newKeySet();

  /** The kinds that are still to come, whatever is drawn. */
  private final Deque<Fault> owed = new ArrayDeque<>();

  private final ExecutorService faults = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param everyKind whether each kind comes at least once, as a long run must have it; a short one
   *     has those that are drawn
   */
  Chaos(Fleet fleet, List<Replica> replicas, Duration lease, long seed, boolean everyKind) {
    this.fleet = fleet;
    this.replicas = replicas;
    this.lease = lease;
    this.random = new Random(seed);
    replicas.forEach(it -> networks.put(it, new Object()));
    if (everyKind) {
      List<Fault> kinds = new ArrayList<>(List.of(Fault.values()));
      Collections.shuffle(kinds, random);
      owed.addAll(kinds);
    }
  }

  /**
   * Brings one more fault, which goes on beside what comes next.
   *
   * @return false if all parts of which one was drawn suffer already
   */
  boolean next() {
    Fault fault = draw();
    Replica replica = replicas.get(random.nextInt(replicas.size()));
    double share = random.nextDouble();
    Object part =
        switch (fault) {
          case SESSIONS_ENDED, DATABASE_KILLED, DATABASE_RESTARTED, CONNECTIONS_EXHAUSTED ->
              fleet.database();
          case BROKER_KILLED, BROKER_RESTARTED -> fleet.broker();
          case SHORT_PAUSE, LONG_PAUSE, KILLED, STOPPED -> replica;
          case SCALED_TO_ONE -> replicas;
          default -> networkOf(replica);
        };
    List<Object> taken = fault == Fault.SCALED_TO_ONE ? allButOne(replica) : List.of(part);
    if (!mayCome(fault, replica) || !take(taken)) {
      return false;
    }
    owed.remove(fault);
    switch (fault) {
      case KILLED, STOPPED -> down.add(replica);
      case SCALED_TO_ONE -> replicas.stream().filter(it -> it != replica).forEach(down::add);
      default -> {
        // It stays up.
      }
    }
    note(fault, replica, share);
    faults.execute(() -> {
      try {
        bring(fault, replica, share);
      } catch (IOException | SQLException | SurroundingsException e) {
        note(fault + " was cut short: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        taken.forEach(it -> permit(it).release());
      }
    });
    return true;
  }

  private Fault draw() {
    if (!owed.isEmpty() && random.nextBoolean()) {
      return owed.element();
    }
    int all = List.of(Fault.values()).stream().mapToInt(it -> it.weight).sum();
    int drawn = random.nextInt(all);
    for (Fault fault : Fault.values()) {
      drawn -= fault.weight;
      if (drawn < 0) {
        return fault;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  /**
   * Whether a fault would meet somebody. Where nobody is left to suffer, nothing is shown; so one
   * replica goes on, and those that start are let.
   */
  private boolean mayCome(Fault fault, Replica replica) {
    return switch (fault) {
      case KILLED, STOPPED, SCALED_TO_ONE -> down.isEmpty();
      case DATABASE_KILLED,
          DATABASE_RESTARTED,
          BROKER_KILLED,
          BROKER_RESTARTED,
          CONNECTIONS_EXHAUSTED,
          SESSIONS_ENDED ->
          down.isEmpty();
      default -> !down.contains(replica);
    };
  }

  private Object networkOf(Replica replica) {
    Object network = networks.get(replica);
    if (network == null) {
      throw new IllegalStateException("a replica of another fleet");
    }
    return network;
  }

  private List<Object> allButOne(Replica one) {
    return replicas.stream().filter(it -> it != one).map(it -> (Object) it).toList();
  }

  private Semaphore permit(Object part) {
    return parts.computeIfAbsent(part, _ -> new Semaphore(1));
  }

  private boolean take(List<Object> wanted) {
    List<Object> taken = new ArrayList<>();
    for (Object part : wanted) {
      if (!permit(part).tryAcquire()) {
        taken.forEach(it -> permit(it).release());
        return false;
      }
      taken.add(part);
    }
    return true;
  }

  private void bring(Fault fault, Replica replica, double share)
      throws IOException, SQLException, InterruptedException {
    DatabaseProxy proxy = replica.proxy();
    switch (fault) {
      case SESSIONS_ENDED -> endSessions(1 + (int) (share * 5));
      case CONNECTIONS_CUT -> proxy.cutOnce();
      case DATABASE_REFUSED -> during(proxy::cut, share, 5_000, proxy::heal);
      case DATABASE_SILENT -> during(proxy::silence, share, 3_000, proxy::heal);
      case SIGNALS_SILENT -> during(proxy::silenceListeners, share, 4_000, proxy::heal);
      case DATABASE_HELD -> during(proxy::hold, share, 5_000, proxy::heal);
      case DATABASE_SLOW ->
          during(
              () -> proxy.delay(Duration.ofMillis(5 + (long) (share * 40))),
              share,
              4_000,
              proxy::heal);
      case SHORT_PAUSE -> during(replica::pause, share, lease.toMillis() / 2, replica::resume);
      case LONG_PAUSE -> {
        replica.pause();
        Thread.sleep(lease);
        during(() -> {}, share, 3_000, replica::resume);
      }
      case KILLED -> restart(replica, replica::kill);
      case STOPPED -> restart(replica, replica::stop);
      case DATABASE_KILLED -> {
        fleet.database().kill();
        during(() -> {}, share, 2_000, () -> untilThere(fleet.database()::restart));
      }
      case DATABASE_RESTARTED -> {
        fleet.database().close();
        untilThere(fleet.database()::restart);
      }
      case BROKER_KILLED -> {
        fleet.broker().kill();
        during(() -> {}, share, 2_000, () -> untilThere(fleet.broker()::restart));
      }
      case BROKER_RESTARTED -> {
        fleet.broker().close();
        untilThere(fleet.broker()::restart);
      }
      case CONNECTIONS_EXHAUSTED -> exhaust(share);
      case SCALED_TO_ONE -> scaleToOne(replica, share);
    }
  }

  /** The second half, whatever becomes of the wait between. */
  private static void during(Runnable begin, double share, long mostMillis, Runnable end)
      throws InterruptedException {
    try {
      begin.run();
      Thread.sleep((long) (share * mostMillis));
    } finally {
      end.run();
    }
  }

  private void endSessions(int most) throws SQLException {
    fleet.execute(
        """
        SELECT pg_terminate_backend(pid)
        FROM (SELECT pid FROM pg_stat_activity WHERE usename = 'gpmc'
              ORDER BY random() LIMIT %d) AS chosen
        """
            .formatted(most));
  }

  private void exhaust(double share) throws SQLException, InterruptedException {
    List<Connection> taken = new ArrayList<>();
    try {
      try {
        while (true) {
          taken.add(fleet.asWorker());
        }
      } catch (SQLException e) {
        // There are no more.
      }
      endSessions(10);
      Thread.sleep((long) (share * 3_000));
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
  }

  private void restart(Replica replica, Runnable end) {
    replica.proxy().heal();
    try {
      end.run();
      untilThere(replica::start);
    } finally {
      down.remove(replica);
    }
  }

  private void scaleToOne(Replica one, double share) throws InterruptedException {
    List<Replica> others = replicas.stream().filter(it -> it != one).toList();
    for (Replica replica : others) {
      replica.stop();
    }
    Thread.sleep((long) (share * 5_000));
    for (Replica replica : others) {
      restart(replica, () -> {});
    }
  }

  /** What something needs to start may just now be away, or hardly get a turn. */
  private void untilThere(Runnable start) {
    for (int tried = 1; tried <= STARTS_TRIED; tried++) {
      try {
        start.run();
        return;
      } catch (IllegalStateException e) {
        // It has come up after all.
        return;
      } catch (SurroundingsException e) {
        note("A start failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    }
  }

  private void note(Fault fault, Replica replica, double share) {
    synchronized (log) {
      counts.merge(fault, 1, Integer::sum);
    }
    note("%s at %s (%.2f)".formatted(fault, replica.name(), share));
  }

  private void note(String what) {
    synchronized (log) {
      log.add(Instant.now() + " " + what);
    }
  }

  int count() {
    synchronized (log) {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** How many of which. */
  String summary() {
    synchronized (log) {
      return counts.toString();
    }
  }

  /** The kinds that were to come and have not. */
  List<Fault> owed() {
    return List.copyOf(owed);
  }

  void write(Path file) throws IOException {
    synchronized (log) {
      Files.write(file, log);
    }
  }

  /** Waits until every fault is over, and sees that all is well again. */
  @Override
  public void close() {
    faults.close();
    for (Replica replica : replicas) {
      replica.proxy().heal();
      replica.resume();
    }
  }
}
