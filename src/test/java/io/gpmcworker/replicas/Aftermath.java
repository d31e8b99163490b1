package io.gpmcworker.replicas;

import io.gpmcworker.replicas.history.History;
import io.gpmcworker.replicas.history.Remains;
import io.gpmcworker.replicas.history.StoredOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Waits until all is quiet, and takes down what is left then. */
final class Aftermath {

  /** As threads are called that belong to an operation. */
  private static final Pattern THREAD =
      Pattern.compile("\"name\": \"((?:run|call|recovery|gpmc)-([^\"]+))\"");

  private final Fleet fleet;
  private final List<Replica> replicas;
  private final Recorder recorder;
  private final Prepared prepared;

  Aftermath(Fleet fleet, List<Replica> replicas, Recorder recorder, Prepared prepared) {
    this.fleet = fleet;
    this.replicas = replicas;
    this.recorder = recorder;
    this.prepared = prepared;
  }

  /**
   * Waits for quiet, for the given time at most; what is not quiet then is the checker's to say.
   *
   * @return how long it took
   */
  Duration awaitQuiet(Duration atMost) throws InterruptedException, SQLException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < atMost.toNanos()) {
      if (recorder.isQuiet()
          && count("SELECT count(*) FROM outbox WHERE published_at IS NULL") == 0
          && count("SELECT count(*) FROM worker") == replicas.size()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    recorder.settle();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** All that is known now. */
  History history() throws IOException, SQLException, InterruptedException {
    List<StoredOperation> operations = operations();
    Set<String> ids = operations.stream().map(StoredOperation::id).collect(Collectors.toSet());
    return new History(
        recorder.commands(),
        recorder.events(),
        operations,
        new Remains(
            count("SELECT count(*) FROM outbox WHERE published_at IS NULL"),
            (int) count("SELECT count(*) FROM worker"),
            (int) replicas.stream().filter(Replica::isAlive).count(),
            threads(ids),
            tombstones(),
            prepared.privateFiles()),
        prepared.contents());
  }

  private List<StoredOperation> operations() throws SQLException {
    try (Connection connection = fleet.administrator();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, state, last_sequence FROM operation ORDER BY place")) {
      List<StoredOperation> operations = new ArrayList<>();
      while (row.next()) {
        operations.add(new StoredOperation(row.getString(1), row.getString(2), row.getLong(3)));
      }
      return operations;
    }
  }

  private List<String> tombstones() throws SQLException {
    try (Connection connection = fleet.administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT operation_id FROM cancel_tombstone")) {
      List<String> ids = new ArrayList<>();
      while (row.next()) {
        ids.add(row.getString(1));
      }
      return ids;
    }
  }

  private long count(String query) throws SQLException {
    try (Connection connection = fleet.administrator();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The threads of the replicas, virtual ones among them, that belong to an operation. */
  private List<String> threads(Set<String> operations) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    for (Replica replica : replicas) {
      OptionalLong pid = replica.pid();
      if (pid.isEmpty()) {
        continue;
      }
      Path dump = fleet.resolve("threads-" + replica.name() + ".json");
      Files.deleteIfExists(dump);
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
              Long.toString(pid.getAsLong()),
              "Thread.dump_to_file",
              "-format=json",
              dump.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      Matcher thread = THREAD.matcher(Files.readString(dump));
      while (thread.find()) {
        if (operations.contains(thread.group(2))) {
          found.add(replica.name() + ": " + thread.group(1));
        }
      }
    }
    return found;
  }
}
