package io.gpmcworker.replicas;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalBroker;
import io.gpmcworker.cli.local.LocalDatabase;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.local.SurroundingsException;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.testing.LocalServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One broker, one database, one embedded domain, and any number of replicas of the packaged worker,
 * each a process of its own.
 */
final class Fleet implements AutoCloseable {

  /** The role that is above the workers' own; its password is the same. */
  private static final String SUPERUSER = "postgres";

  private static final int STARTS_TRIED = 4;

  private final Installation installation = Installation.current();
  private final DataFolder data;
  private final LocalDatabase database;
  private final LocalBroker broker;
  private final EmbeddedDomain domain;
  private final Path backups;
  private final Map<String, String> configuration;
  private final List<Replica> replicas = new ArrayList<>();

  /**
   * Starts all but replicas.
   *
   * @param configuration of every replica, beside where everything is
   */
  Fleet(Map<String, String> configuration) throws IOException {
    Files.createDirectories(installation.work());
    data = DataFolder.open(Files.createTempDirectory(installation.work(), "replicas-"));
    backups = Files.createDirectories(data.resolve("backups"));
    database = LocalDatabase.start(installation, data, 0);
    broker = LocalBroker.start(installation, data, 0);
    LocalServices.createTopics(broker.bootstrapServers());
    domain = EmbeddedDomain.open(data.resolve("domain"), 0);
    this.configuration = new HashMap<>(LocalWorker.connections(broker, database));
    this.configuration.putAll(LocalWorker.domain("corp", domain));
    this.configuration.put("gpmc.backup-stores.default.path", backups.toString());
    this.configuration.putAll(configuration);
  }

  /** Starts a replica and waits until it is ready. */
  Replica start(String name) throws IOException {
    return start(name, List.of());
  }

  /**
   * Starts a replica and waits until it is ready.
   *
   * @param options of its JVM
   */
  Replica start(String name, List<String> options) throws IOException {
    URI direct = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    DatabaseProxy proxy = new DatabaseProxy(direct.getPort());
    Map<String, String> all = named(name);
    all.put(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://127.0.0.1:" + proxy.port() + direct.getPath());
    Replica replica = new Replica(name, proxy, patiently(name, options, all));
    synchronized (replicas) {
      replicas.add(replica);
    }
    return replica;
  }

  /** Starts a replica with nothing between it and the database, to be measured. */
  LocalWorker startDirect(String name) {
    return patiently(name, List.of(), named(name));
  }

  private Map<String, String> named(String name) {
    Map<String, String> all = new HashMap<>(configuration);
    all.put("gpmc.worker.name", name);
    all.put("mp.messaging.incoming.commands.client.id", name);
    return all;
  }

  /** On a machine that is busy enough a worker needs longer than anybody would wait elsewhere. */
  private LocalWorker patiently(String name, List<String> options, Map<String, String> all) {
    for (int tried = 1; ; tried++) {
      try {
        return LocalWorker.start(installation, data, name, options, all, 0);
      } catch (SurroundingsException e) {
        if (tried == STARTS_TRIED) {
          throw e;
        }
      }
    }
  }

  /** Starts replicas side by side, and waits until all are ready. */
  List<Replica> start(String... names) {
    List<CompletableFuture<Replica>> starting = new ArrayList<>();
    for (String name : names) {
      CompletableFuture<Replica> started = new CompletableFuture<>();
      starting.add(started);
      Thread.ofVirtual()
          .start(() -> {
            try {
              started.complete(start(name));
            } catch (IOException | RuntimeException e) {
              started.completeExceptionally(e);
            }
          });
    }
    return starting.stream().map(CompletableFuture::join).toList();
  }

  /** A connection to the workers' database that no worker's fault touches, with all rights. */
  Connection administrator() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), SUPERUSER, database.password());
  }

  /** A connection as the workers make them. */
  Connection asWorker() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  /** Runs a statement with all rights. */
  void execute(String sql) throws SQLException {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  LocalDatabase database() {
    return database;
  }

  LocalBroker broker() {
    return broker;
  }

  EmbeddedDomain domain() {
    return domain;
  }

  /** The folder of backup store {@code default}. */
  Path backups() {
    return backups;
  }

  /** What a part writes. */
  Path log(String name) {
    return data.log(name);
  }

  /** Copies what all parts have written so far to another folder. */
  void keepLogs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(data.log("any").getParent())) {
      for (Path log : (Iterable<Path>) files::iterator) {
        Files.copy(log, folder.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** A file or folder beside those of the services. */
  Path resolve(String name) {
    return data.resolve(name);
  }

  @Override
  public void close() throws IOException {
    for (Replica replica : replicas) {
      replica.close();
    }
    broker.close();
    database.close();
    domain.close();
    Path folder = data.path();
    data.close();
    DataFolder.delete(folder);
  }
}
