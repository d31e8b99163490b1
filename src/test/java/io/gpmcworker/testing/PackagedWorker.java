package io.gpmcworker.testing;

import io.gpmcworker.cli.local.Broker;
import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Database;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalBroker;
import io.gpmcworker.cli.local.LocalDatabase;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The artifact that ships, in a process of its own, with a real broker, a real database and an
 * embedded domain with the sample GPOs.
 */
public final class PackagedWorker implements AutoCloseable {

  private final DataFolder data;
  private final Database database;
  private final Broker broker;
  private final EmbeddedDomain domain;
  private final LocalWorker worker;
  private final Path backups;

  /**
   * Starts all of it.
   *
   * @param configuration of the worker, beside where everything is
   */
  public PackagedWorker(Map<String, String> configuration) throws IOException {
    this(List.of(), _ -> configuration);
  }

  /**
   * Starts all of it.
   *
   * @param options of the worker's JVM
   * @param configuration of the worker, beside where everything is, given the domain
   */
  public PackagedWorker(
      List<String> options, Function<EmbeddedDomain, Map<String, String>> configuration)
      throws IOException {
    Installation installation = Installation.current();
    Files.createDirectories(installation.work());
    data = DataFolder.open(Files.createTempDirectory(installation.work(), "packaged-"));
    backups = Files.createDirectories(data.resolve("backups"));
    database = LocalDatabase.start(installation, data, 0);
    broker = LocalBroker.start(installation, data, 0);
    LocalServices.createTopics(broker.bootstrapServers());
    domain = EmbeddedDomain.open(data.resolve("domain"), 0);
    domain.seedSamples();
    Map<String, String> all = new HashMap<>(LocalWorker.connections(broker, database));
    all.putAll(LocalWorker.domain("corp", domain));
    all.put("gpmc.backup-stores.default.path", backups.toString());
    all.putAll(configuration.apply(domain));
    worker = LocalWorker.start(installation, data, "worker", options, all, 0);
  }

  public LocalWorker worker() {
    return worker;
  }

  public Broker broker() {
    return broker;
  }

  public Database database() {
    return database;
  }

  public EmbeddedDomain domain() {
    return domain;
  }

  /** The folder of backup store {@code default}. */
  public Path backups() {
    return backups;
  }

  @Override
  public void close() throws IOException {
    worker.close();
    broker.close();
    database.close();
    domain.close();
    Path folder = data.path();
    data.close();
    DataFolder.delete(folder);
  }
}
