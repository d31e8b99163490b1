package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.CrashOperations.Asked;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged worker is killed (SIGKILL) at a random moment of restores, imports and copies, and
 * started again: every GPO is entirely what it was or entirely what it was to become (attributes,
 * objects, bytes, descriptors, versions), its end says which, and nothing else is left in the
 * domain. What it was to become is what the same operations make of it undisturbed.
 *
 * <p>{@code -Dgpmc.crashes=} is how often; {@code -Dgpmc.seed=} decides when, and what is cancelled
 * besides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
abstract class UndoCrash {

  private static final int CRASHES = Integer.getInteger("gpmc.crashes", 4);

  /** So many times as many rounds there are where no kill has found anything amid its work. */
  private static final int ROUNDS_FOR_LUCK = 10;

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Tried tried;
  private PackagedWorker packaged;
  private CrashCommands commands;
  private CrashOperations operations;

  /** Kills come within this time: what all operations take, as far as that is known. */
  private Duration within = Duration.ZERO;

  /**
   * A domain that is changed.
   *
   * @param settings the worker's, of {@link CrashOperations#DOMAIN}, as an administrator would
   *     write them
   * @param packages software packages as the domain takes them
   * @param judge finds fault with the domain when all operations are done
   */
  record Tried(
      FaultDomain domain,
      Map<String, String> settings,
      List<DirectoryObject> packages,
      Judge judge) {}

  /** Somebody else who knows what is right in a domain. */
  @FunctionalInterface
  interface Judge {
    void look() throws Exception;
  }

  /** Opens the domain; skips the test where there can be none. */
  abstract Tried open(Path folder) throws Exception;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    tried = open(folder);
    System.out.printf("%s: -Dgpmc.seed=%d%n", getClass().getSimpleName(), seed);
    Map<String, String> configuration = new HashMap<>(tried.settings());
    configuration.put("gpmc.worker.lease", "3s");
    configuration.put("gpmc.worker.heartbeat", "500ms");
    configuration.put("mp.messaging.incoming.commands.session.timeout.ms", "6000");
    configuration.put("mp.messaging.incoming.commands.heartbeat.interval.ms", "1000");
    packaged = new PackagedWorker(configuration);
    commands = new CrashCommands(packaged.broker().bootstrapServers());
    operations =
        new CrashOperations(commands, new GpoChanges(tried.domain().domain()), tried.packages());
  }

  @AfterAll
  void stop() throws Exception {
    if (packaged != null) {
      commands.close();
      packaged.close();
      operations.delete();
      tried.domain().close();
    }
  }

  @Test
  void everyGpoIsOldOrNewAndItsEndSaysWhich() throws Exception {
    Undisturbed undisturbed = undisturbed();
    long underWay = 0;
    for (int round = 1;
        round <= CRASHES || (underWay == 0 && round <= CRASHES * ROUNDS_FOR_LUCK);
        round++) {
      underWay += crash(round, undisturbed);
    }
    assertThat(underWay).as("operations that a kill found amid their work").isPositive();
  }

  /**
   * What the operations make of the domain when nothing happens to them.
   *
   * @param after the domain
   * @param gpos what each changed, by its name
   */
  private record Undisturbed(DomainState after, Map<String, DomainState> gpos) {}

  private Undisturbed undisturbed() throws Exception {
    packaged.worker().kill();
    packaged.worker().restart();
    operations.prepare();
    DomainState before = tried.domain().state();
    long begin = System.nanoTime();
    operations.start(0);
    operations.all().forEach(operation -> commands.succeeded(operation.id(0)));
    within = Duration.ofNanos(System.nanoTime() - begin);
    DomainState after = tried.domain().state();
    Map<String, DomainState> changed = new TreeMap<>();
    for (Asked operation : operations.all()) {
      changed.put(operation.name(), operation.of(before, after));
    }
    tried.judge().look();
    return new Undisturbed(after, changed);
  }

  /** Gives back how many operations had something in SYSVOL when the worker was killed. */
  private long crash(int round, Undisturbed undisturbed) throws Exception {
    Duration moment = Duration.ofNanos(random.nextLong(within.toNanos()));
    operations.prepare();
    DomainState before = tried.domain().state();
    operations.start(round);
    Set<String> cancelled = cancelSome(round);
    Thread.sleep(moment);
    packaged.worker().kill();

    if (operations.all().stream().allMatch(operation -> commands.hasEnded(operation.id(round)))) {
      within = moment;
    }
    DomainState dead = settled();
    ClientView view = new ClientView(tried.domain(), before, undisturbed.after());
    view.look();
    assertThat(view.violations()).as("round %d, while no worker runs", round).isEmpty();
    packaged.worker().restart();

    Map<String, ReceivedEvent> ends = new TreeMap<>();
    for (Asked operation : operations.all()) {
      ends.put(operation.name(), commands.end(operation.id(round)));
    }
    long underWay = dead.leftovers().stream().filter(name -> name.matches("[^/]+/[^/]+/")).count();
    System.out.printf(
        "%s: round %d, killed after %d ms with %d operations in SYSVOL, %d of them past their"
            + " journal: %s%n",
        getClass().getSimpleName(),
        round,
        moment.toMillis(),
        underWay,
        dead.leftovers().stream().filter(name -> name.endsWith("/journal")).count(),
        ends.values().stream().map(end -> end.data().at("/state").asText()).toList());
    ends.values().forEach(end -> assertHasItsReason(end, cancelled));
    assertOldOrNew(round, before, ends, undisturbed);
    return underWay;
  }

  private Set<String> cancelSome(int round) {
    Set<String> cancelled = new HashSet<>();
    for (Asked operation : operations.all()) {
      if (random.nextInt(8) == 0) {
        commands.cancel(operation.id(round));
        cancelled.add(operation.id(round));
      }
    }
    return cancelled;
  }

  /** The domain when its server has done what the dead worker still asked of it. */
  private DomainState settled() throws Exception {
    DomainState last = tried.domain().state();
    for (DomainState now = tried.domain().state(); ; now = tried.domain().state()) {
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
  }

  /** Nothing fails but for the kill, or is cancelled without a cancel. */
  private static void assertHasItsReason(ReceivedEvent end, Set<String> cancelled) {
    switch (end.type()) {
      case "operation.succeeded" -> {}
      case "operation.failed" ->
          assertThat(end.data().at("/reason").asText()).as("%s", end).isEqualTo("OWNER_LOST");
      case "operation.cancelled" -> assertThat(cancelled).as("%s", end).contains(end.subject());
      default -> throw new AssertionError(end.toString());
    }
  }

  private void assertOldOrNew(
      int round, DomainState before, Map<String, ReceivedEvent> ends, Undisturbed undisturbed)
      throws Exception {
    DomainState now = tried.domain().state();
    assertThat(now.leftovers()).as("round %d", round).isEmpty();
    Set<String> changed = new HashSet<>();
    for (Asked operation : operations.all()) {
      ReceivedEvent end = Objects.requireNonNull(ends.get(operation.name()), operation.name());
      if (end.type().equals("operation.succeeded")) {
        DomainState wanted = Objects.requireNonNull(undisturbed.gpos().get(operation.name()));
        assertThat(operation.of(before, now).otherThan(wanted)).as("%s", end).isEmpty();
        changed.addAll(operation.gpo().apply(now));
      }
    }
    assertThat(now.without(changed).otherThan(before.without(changed)))
        .as("round %d, all that nobody says he changed: %s", round, ends)
        .isEmpty();
  }
}
