package io.gpmcworker.replicas;

import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two replicas, {@code alpha} and {@code beta}, and three GPOs whose backup takes its time; so that
 * an operation can be made to run on the replica that does not read its commands.
 */
final class TwoReplicas implements AutoCloseable {

  static final List<String> SLOW = List.of("Startup Scripts", "Logon Scripts", "Drive Maps");

  private static final int FILES = 150_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Fleet fleet;
  final Topics topics;
  final Routing routing;
  final Map<String, Replica> replicas;

  TwoReplicas(Map<String, String> configuration) throws IOException {
    fleet = new Fleet(configuration);
    Gpos gpos = new Gpos(fleet.domain(), SLOW);
    for (String gpo : SLOW) {
      gpos.makeSlow(gpo, FILES);
    }
    List<Replica> started = fleet.start("alpha", "beta");
    replicas = Map.of("alpha", started.getFirst(), "beta", started.getLast());
    topics = new Topics(fleet.broker().bootstrapServers());
    routing = new Routing(fleet.broker().bootstrapServers(), LocalServices.PARTITIONS);
    await().atMost(PATIENCE).until(() -> routing.sharedBy(2));
  }

  /**
   * An operation that runs.
   *
   * @param owner the replica that it runs on
   * @param reader the replica that reads its commands
   */
  record Running(String id, Replica owner, Replica reader) {}

  /** Starts an operation that runs on a replica which does not read its commands. */
  Running startElsewhere() {
    while (true) {
      // Each replica has room for one: what this one reads while it is busy, the other one runs.
      String holder = newId();
      topics.startBackup(holder, SLOW.getFirst());
      String busy = owner(holder);
      String id = idReadBy(busy);
      topics.startBackup(id, SLOW.get(1));
      String owner = owner(id);
      topics.cancel(holder);
      awaitEnd(holder);
      if (!owner.equals(busy)) {
        return new Running(id, replica(owner), replica(busy));
      }
      // The holder ended before its reader's next operation was claimed.
      topics.cancel(id);
      awaitEnd(id);
    }
  }

  Replica replica(String name) {
    Replica replica = replicas.get(name);
    if (replica == null) {
      throw new IllegalStateException("No replica is called " + name);
    }
    return replica;
  }

  /** An operation id whose commands the given replica reads. */
  String idReadBy(String replica) {
    while (true) {
      String id = newId();
      if (routing.reader(id).filter(replica::equals).isPresent()) {
        return id;
      }
    }
  }

  static String newId() {
    return "op-" + UUID.randomUUID();
  }

  /** Waits until an operation has been started, and says on which replica. */
  String owner(String id) {
    return await("the start of " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> find(id, "operation.started"), it -> !it.isEmpty())
        .getFirst()
        .data()
        .get("worker")
        .textValue();
  }

  List<ReceivedEvent> find(String id, String type) {
    return topics.of(id).stream().filter(it -> it.type().equals(type)).toList();
  }

  /** Waits for an operation's end, and returns its events, which are in order. */
  List<ReceivedEvent> awaitEnd(String id) {
    await("the end of " + id)
        .atMost(PATIENCE)
        .until(() -> topics.of(id).stream().anyMatch(ReceivedEvent::isEnd));
    return topics.awaitEnd(id);
  }

  @Override
  public void close() throws IOException {
    routing.close();
    topics.close();
    fleet.close();
  }
}
