package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.gpmc.directory.UndoScenario.Preparation;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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

  /** What commands call the domain that is changed. */
  static final String DOMAIN = "tried";

  /** The worker's other domain, where what is in the first one comes from. */
  private static final String CORP = "corp";

  private static final int CRASHES = Integer.getInteger("gpmc.crashes", 5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SCRIPTS = "Startup Scripts";
  private static final String SECURITY = "Server Hardening";
  private static final String PLAIN = "Crash, plain";
  private static final String RICH = "Crash – Büros 日本語 Ω";
  private static final String PACKAGES = "Crash, packages";
  private static final String DELETED = "Crash, deleted";
  private static final String TARGET = "Crash, target";
  private static final String SOURCE = "Crash, source";
  private static final String IMPORTED = "Crash, imported";
  private static final String COPIED = "Crash, copied";
  private static final String FROM_CORP = "Crash, from another domain";

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private final Map<String, UUID> gpos = new HashMap<>();
  private final List<Asked> operations = new ArrayList<>();
  private Tried tried;
  private GpoChanges changes;
  private PackagedWorker packaged;
  private Topics topics;
  private int asides;

  /** Kills come within this time: what all operations take, as far as that is known. */
  private Duration within = Duration.ZERO;

  /**
   * A domain that is changed.
   *
   * @param settings the worker's, of {@link #DOMAIN}, as an administrator would write them
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

  /**
   * An operation that each round asks for.
   *
   * @param prepare brings its GPO to where it begins, from before or after it
   * @param domain of the command
   * @param gpo finds what it changes
   */
  private record Asked(
      String name,
      Preparation prepare,
      String domain,
      String operation,
      String parameters,
      Function<DomainState, Set<String>> gpo) {

    String id(int round) {
      return "round-" + round + "-" + name;
    }

    /** The one GPO that it changes, in a form that is the same whenever it is changed. */
    DomainState of(DomainState before, DomainState now) {
      Set<String> changed = gpo.apply(now);
      assertThat(changed).as(name).hasSize(1);
      String only = changed.iterator().next();
      return now.only(only).comparable(before.only(only));
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    tried = open(folder);
    System.out.printf("%s: -Dgpmc.seed=%d%n", getClass().getSimpleName(), seed);
    changes = new GpoChanges(tried.domain().domain());
    Map<String, String> configuration = new HashMap<>(tried.settings());
    configuration.put("gpmc.worker.lease", "3s");
    configuration.put("gpmc.worker.heartbeat", "500ms");
    configuration.put("mp.messaging.incoming.commands.session.timeout.ms", "6000");
    configuration.put("mp.messaging.incoming.commands.heartbeat.interval.ms", "1000");
    packaged = new PackagedWorker(configuration);
    topics = new Topics(packaged.broker().bootstrapServers());
    makeGpos();
  }

  private void makeGpos() throws Exception {
    String scripts = backUp(CORP, SCRIPTS);
    String security = backUp(CORP, SECURITY);
    for (String name : List.of(PLAIN, PACKAGES, TARGET)) {
      make(name, scripts);
    }
    for (String name : List.of(RICH, DELETED, SOURCE)) {
      make(name, security);
    }
    GpoContainers containers = changes.domain().directory().gpos();
    containers.halves().add(gpo(RICH), GpoSide.MACHINE, SampleObjects.deep());
    SampleObjects.install(
        containers, gpo(PACKAGES), tried.packages().toArray(DirectoryObject[]::new));

    String rich = restore("restore-with-objects", RICH, changes::change);
    restore("restore", PLAIN, changes::change);
    restore("restore-with-packages", PACKAGES, changes::changePackages);
    restore("restore-of-a-deleted-one", DELETED, (gpo, saved) -> changes.delete(gpo));
    GpoChanges.Saved target = changes.save(gpo(TARGET));
    operations.add(
        new Asked(
            "import",
            () -> changes.change(gpo(TARGET), target),
            DOMAIN,
            "import-gpo",
            imported(rich, Guids.braced(gpo(TARGET))),
            known(gpo(TARGET))));
    creates("import-that-creates", DOMAIN, "import-gpo", imported(scripts, IMPORTED), IMPORTED);
    creates(
        "copy",
        DOMAIN,
        "copy-gpo",
        "\"source\":\"%s\",\"targetName\":\"%s\",\"copyAcl\":true".formatted(SOURCE, COPIED),
        COPIED);
    creates(
        "copy-from-another-domain",
        CORP,
        "copy-gpo",
        "\"source\":\"Drive Maps\",\"targetName\":\"%s\",\"targetDomain\":\"%s\""
            .formatted(FROM_CORP, DOMAIN),
        FROM_CORP);
  }

  private UUID gpo(String name) {
    return Objects.requireNonNull(gpos.get(name), name);
  }

  /** A way to make a GPO other than its backup. */
  @FunctionalInterface
  private interface Change {
    void of(UUID gpo, GpoChanges.Saved saved) throws Exception;
  }

  /** An operation on a GPO's own backup, whose id is given back. */
  private String restore(String name, String displayName, Change change) throws Exception {
    UUID gpo = gpo(displayName);
    GpoChanges.Saved saved = changes.save(gpo);
    String backup = backUp(DOMAIN, displayName);
    operations.add(
        new Asked(
            name,
            () -> change.of(gpo, saved),
            DOMAIN,
            "restore-gpo",
            "\"backupId\":\"%s\",\"backupStore\":\"default\"".formatted(backup),
            known(gpo)));
    return backup;
  }

  /** An operation that makes a GPO. */
  private void creates(
      String name, String of, String operation, String parameters, String displayName) {
    operations.add(
        new Asked(
            name,
            () -> changes.deleteNamed(displayName),
            of,
            operation,
            parameters,
            state -> state.named(displayName)));
  }

  private static Function<DomainState, Set<String>> known(UUID gpo) {
    return state -> Set.of(GpoPath.fold(Guids.braced(gpo)));
  }

  private static String imported(String backup, String target) {
    return "\"backupId\":\"%s\",\"backupStore\":\"default\",\"target\":\"%s\",\"createIfNeeded\":%s"
        .formatted(backup, target, !target.startsWith("{"));
  }

  /** A GPO of the domain as a backup has it. */
  private void make(String displayName, String backup) {
    JsonNode gpo = succeed(DOMAIN, "import-gpo", imported(backup, displayName));
    gpos.put(displayName, Guids.parseBraced(gpo.at("/id").asText()).orElseThrow());
  }

  private String backUp(String of, String gpo) {
    String parameters = "\"gpo\":\"%s\",\"backupStore\":\"default\"".formatted(gpo);
    return succeed(of, "backup-gpo", parameters).at("/id").asText();
  }

  private JsonNode succeed(String of, String operation, String parameters) {
    String id = "aside-" + ++asides;
    start(id, of, operation, parameters);
    return succeeded(id).data().at("/result");
  }

  private ReceivedEvent succeeded(String id) {
    ReceivedEvent end = end(id);
    assertThat(end.type()).as("%s", end).isEqualTo("operation.succeeded");
    return end;
  }

  private void start(String id, String of, String operation, String parameters) {
    topics.start(
        id,
        "{\"operation\":\"%s\",\"domain\":\"%s\",\"requestedBy\":\"crash\",\"parameters\":{%s}}"
            .formatted(operation, of, parameters));
  }

  @AfterAll
  void stop() throws Exception {
    if (packaged != null) {
      topics.close();
      packaged.close();
      for (UUID gpo : gpos.values()) {
        changes.delete(gpo);
      }
      for (String made : List.of(IMPORTED, COPIED, FROM_CORP)) {
        changes.deleteNamed(made);
      }
      tried.domain().close();
    }
  }

  @Test
  void everyGpoIsOldOrNewAndItsEndSaysWhich() throws Exception {
    Undisturbed undisturbed = undisturbed();
    Random random = new Random(seed);
    long underWay = 0;
    for (int round = 1; round <= CRASHES; round++) {
      underWay += crash(round, random, undisturbed);
    }
    assertThat(underWay)
        .as(
            "changes found amid by a kill; if there are none in %d rounds, nothing is shown",
            CRASHES)
        .isPositive();
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
    DomainState before = prepared();
    long begin = System.nanoTime();
    startAll(0);
    operations.forEach(operation -> succeeded(operation.id(0)));
    within = Duration.ofNanos(System.nanoTime() - begin);
    DomainState after = tried.domain().state();
    Map<String, DomainState> changed = new TreeMap<>();
    for (Asked operation : operations) {
      changed.put(operation.name(), operation.of(before, after));
    }
    tried.judge().look();
    return new Undisturbed(after, changed);
  }

  /** The domain as it is before a round, with a worker that has begun to read commands. */
  private DomainState prepared() throws Exception {
    for (Asked operation : operations) {
      operation.prepare().run();
    }
    backUp(DOMAIN, SOURCE);
    return tried.domain().state();
  }

  private void startAll(int round) {
    for (Asked operation : operations) {
      start(operation.id(round), operation.domain(), operation.operation(), operation.parameters());
    }
  }

  /** Gives back how many operations had something in SYSVOL when the worker was killed. */
  private long crash(int round, Random random, Undisturbed undisturbed) throws Exception {
    Duration moment = Duration.ofNanos(random.nextLong(within.toNanos()));
    DomainState before = prepared();
    startAll(round);
    Set<String> cancelled = new HashSet<>();
    for (Asked operation : operations) {
      if (random.nextInt(8) == 0) {
        topics.cancel(operation.id(round));
        cancelled.add(operation.id(round));
      }
    }
    Thread.sleep(moment);
    packaged.worker().kill();

    if (operations.stream().allMatch(operation -> ends(operation.id(round)).findAny().isPresent())) {
      within = moment;
    }
    DomainState dead = settled();
    ClientView view = new ClientView(tried.domain(), before, undisturbed.after());
    view.look();
    assertThat(view.violations()).as("round %d, while no worker runs", round).isEmpty();
    packaged.worker().restart();

    Map<String, ReceivedEvent> ends = new TreeMap<>();
    for (Asked operation : operations) {
      ends.put(operation.name(), end(operation.id(round)));
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

  private ReceivedEvent end(String id) {
    await().atMost(PATIENCE).until(() -> ends(id).findAny().isPresent());
    List<ReceivedEvent> ends = ends(id).toList();
    assertThat(ends).hasSize(1);
    return ends.getFirst();
  }

  private Stream<ReceivedEvent> ends(String id) {
    return topics.of(id).stream().filter(ReceivedEvent::isEnd);
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
    for (Asked operation : operations) {
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
