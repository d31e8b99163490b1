package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.cli.topics.CommandSender;
import io.gpmcworker.cli.topics.EventReader;
import io.gpmcworker.cli.topics.OperationRequest;
import io.gpmcworker.cli.topics.WorkerEvent;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * How many trivial operations a second, beside two peers that execute jobs which do nothing, on the
 * same PostgreSQL, with 1, 2 and 4 processes each. Ours is the whole way, from a Kafka record to a
 * Kafka record, with a report of a small GPO in between; theirs is a row that is inserted and gone.
 *
 * <p>{@code ./mvnw verify -Dit.test=PeersIT -Dgpmc.peers=3000} with as many operations for each.
 * graphile-worker needs {@code npm}, which fetches it.
 */
class PeersIT {

  private static final int JOBS = Integer.getInteger("gpmc.peers", 0);

  /** The peers are so much quicker that they need more jobs to be measured for as long. */
  private static final int PEERS_TIMES_AS_MANY = 5;

  private static final int[] PROCESSES = {1, 2, 4};
  private static final int MOST_ROUNDS = 12;
  private static final double WORTH_A_ROUND = 1.05;
  private static final long SMALL_BYTES = 4_096;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path folder = Path.of("target", "peers").toAbsolutePath();

  @Test
  void trivialOperationsBesideThePeers() throws Exception {
    assumeTrue(JOBS > 0, "Compared with peers only when asked: -Dgpmc.peers=3000");
    Table table = new Table("Processes", "gpmc-worker", "db-scheduler", "graphile-worker");
    Files.createDirectories(folder);
    boolean graphile = installGraphile();
    Path reports = Files.createDirectories(folder.resolve("reports"));
    try (Fleet fleet = new Fleet(Map.of("gpmc.reports.path", reports.toString()))) {
      fleet.domain().seedSamples();
      List<String> gpos = smallGpos(fleet);
      for (int processes : PROCESSES) {
        // Ours first: a worker wants an empty schema at its first start.
        table.row(
            Integer.toString(processes),
            rate(ours(fleet, gpos, processes)),
            rate(theirs(fleet, Peer.dbScheduler(fleet.database()), processes)),
            graphile
                ? rate(theirs(fleet, Peer.graphileWorker(fleet.database(), folder), processes))
                : "-");
        // Each row at once: a peer that stands still must not take the others' figures with it.
        System.out.println(table.markdown().getLast());
      }
    }
    table.markdown().forEach(System.out::println);
    assertThat(table.markdown()).hasSizeGreaterThan(PROCESSES.length);
  }

  private static List<String> smallGpos(Fleet fleet) throws GpmcException, IOException {
    try (DomainByHand byHand = new DomainByHand(fleet.domain())) {
      return byHand.gpos().stream()
          .filter(gpo -> gpo.bytes() <= SMALL_BYTES)
          .map(gpo -> GpoName.braced(gpo.id()))
          .toList();
    }
  }

  private static double ours(Fleet fleet, List<String> gpos, int processes) throws Exception {
    List<LocalWorker> workers = new ArrayList<>();
    for (int n = 1; n <= processes; n++) {
      workers.add(fleet.startDirect("of-" + processes + "-" + n));
    }
    try {
      return warm(round -> flood(fleet, gpos, "of-" + processes + "-" + round));
    } finally {
      workers.forEach(LocalWorker::close);
    }
  }

  /** Rounds until two bring nothing more; the best is what a warm worker does. */
  private static double warm(Round round) throws Exception {
    double best = 0;
    int better = 0;
    for (int n = 0; n < MOST_ROUNDS && n < better + 3; n++) {
      double rate = round.flood(n);
      if (rate > best * WORTH_A_ROUND) {
        better = n;
      }
      System.out.printf("PeersIT: %,.0f/s in round %d%n", rate, n + 1);
      best = Math.max(best, rate);
    }
    return best;
  }

  private interface Round {
    double flood(int number) throws InterruptedException;
  }

  private static double flood(Fleet fleet, List<String> gpos, String prefix)
      throws InterruptedException {
    Set<String> ended = ConcurrentHashMap.newKeySet();
    Queue<WorkerEvent> otherwise = new ConcurrentLinkedQueue<>();
    CountDownLatch left = new CountDownLatch(JOBS);
    String servers = fleet.broker().bootstrapServers();
    try (EventReader reader =
            EventReader.open(
                servers,
                Topics.EVENTS,
                event -> {
                  if (event.isEnd() && ended.add(event.operationId())) {
                    left.countDown();
                  }
                  // What is refused is quick, and no measure.
                  if (event.isEnd() && !event.type().equals("operation.succeeded")) {
                    otherwise.add(event);
                  }
                },
                failure -> {});
        CommandSender sender = new CommandSender(servers, Topics.COMMANDS)) {
      long begin = System.nanoTime();
      for (int n = 0; n < JOBS; n++) {
        sender.start(
            new OperationRequest(
                prefix + "-" + n,
                "report-gpo",
                "corp",
                Map.of("gpo", gpos.get(n % gpos.size()), "reportType", "xml"),
                "peers",
                Optional.empty()));
      }
      assertThat(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all ended").isTrue();
      assertThat(otherwise).isEmpty();
      assertThat(reader).isNotNull();
      return JOBS / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private double theirs(Fleet fleet, Peer peer, int processes) throws Exception {
    return peer.jobsPerSecond(fleet.database(), processes, JOBS * PEERS_TIMES_AS_MANY, folder);
  }

  private static String rate(double operations) {
    return String.format(Locale.ROOT, "%,.0f/s", operations);
  }

  /** False, and said aloud, where npm is not there or has nowhere to fetch from. */
  private boolean installGraphile() throws IOException, InterruptedException {
    for (String file : List.of("package.json", "worker.js")) {
      Files.copy(
          Path.of("src", "test", "peers", "graphile-worker", file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      Process npm =
          new ProcessBuilder("npm", "install", "--no-package-lock", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .inheritIO()
              .start();
      if (npm.waitFor() == 0) {
        return true;
      }
      System.out.println("PeersIT: npm could not install graphile-worker; it is left out.");
    } catch (IOException e) {
      System.out.println("PeersIT: npm is not installed, so graphile-worker is left out.");
    }
    return false;
  }
}
