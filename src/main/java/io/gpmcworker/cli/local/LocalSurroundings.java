package io.gpmcworker.cli.local;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.embedded.LoadedBackups;
import io.gpmcworker.policy.files.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All that a worker needs, and the worker: a broker with its topics, a database, an embedded
 * domain. Either all of it runs or none of it.
 */
public final class LocalSurroundings implements AutoCloseable {
  /** The name of the embedded domain in commands. */
  public static final String DOMAIN = "corp";

  /** The name of the data folder's backup store in commands. */
  public static final String BACKUP_STORE = "default";

  private final Installation installation;
  private final DataFolder data;
  private final Consumer<String> started;
  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closing;

  private final CompletableFuture<Broker> broker = new CompletableFuture<>();
  private final CompletableFuture<Database> database = new CompletableFuture<>();
  private final CompletableFuture<EmbeddedDomain> domain = new CompletableFuture<>();
  private final CompletableFuture<LocalWorker> worker = new CompletableFuture<>();

  /** Something that runs and must be ended. */
  @FunctionalInterface
  private interface Part {
    void end() throws IOException;
  }

  private LocalSurroundings(Installation installation, DataFolder data, Consumer<String> started) {
    this.installation = installation;
    this.data = data;
    this.started = started;
  }

  /**
   * Starts everything. What has been started is ended when this program ends, in whatever way.
   *
   * @param started is told of each part that has come up, in a few words
   * @throws SurroundingsException when one part does not come up; none of them runs then
   */
  public static LocalSurroundings start(
      Installation installation,
      DataFolder data,
      SurroundingsOptions options,
      Consumer<String> started) {
    LocalSurroundings surroundings = new LocalSurroundings(installation, data, started);
    Runtime.getRuntime().addShutdownHook(new Thread(surroundings::close, "end of surroundings"));
    try {
      surroundings.startAll(options);
      return surroundings;
    } catch (CompletionException e) {
      surroundings.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  public Broker broker() {
    return broker.join();
  }

  public Database database() {
    return database.join();
  }

  public EmbeddedDomain domain() {
    return domain.join();
  }

  public LocalWorker worker() {
    return worker.join();
  }

  public DataFolder data() {
    return data;
  }

  /** Ends everything, the worker first. */
  @Override
  public synchronized void close() {
    closing = true;
    while (!parts.isEmpty()) {
      try {
        parts.pop().end();
      } catch (IOException | SurroundingsException e) {
        // The others are ended all the same.
        started.accept(e.getMessage());
      }
    }
  }

  private void startAll(SurroundingsOptions options) {
    Executor threads = task -> Thread.ofVirtual().start(task);
    complete(threads, broker, () -> startBroker(options));
    complete(threads, database, () -> startDatabase(options));
    complete(threads, domain, () -> startDomain(options));
    // All three are waited for, also when one fails: what the others have started must be known.
    CompletableFuture.allOf(broker, database, domain).join();
    worker.complete(startWorker(options));
  }

  private static <T> void complete(Executor threads, CompletableFuture<T> part, Supplier<T> start) {
    threads.execute(() -> {
      try {
        part.complete(start.get());
      } catch (RuntimeException e) {
        part.completeExceptionally(e);
      }
    });
  }

  private Broker startBroker(SurroundingsOptions options) {
    LocalBroker broker = LocalBroker.start(installation, data, options.kafkaPort());
    keep("Kafka at " + broker.bootstrapServers(), broker::close);
    Topics.create(broker);
    return broker;
  }

  private Database startDatabase(SurroundingsOptions options) {
    LocalDatabase database = LocalDatabase.start(installation, data, options.postgresPort());
    keep("PostgreSQL at " + database.jdbcUrl(), database::close);
    return database;
  }

  private EmbeddedDomain startDomain(SurroundingsOptions options) {
    Path folder = data.resolve("domain");
    boolean fresh = !Files.exists(folder);
    try {
      EmbeddedDomain domain = EmbeddedDomain.open(folder, options.ldapPort());
      String filled = "";
      try {
        filled = fresh ? fill(domain, options) : " as it was left";
      } catch (IOException | RuntimeException e) {
        // Half filled, it would be taken for complete by the next run.
        domain.close();
        FileTrees.delete(folder);
        throw e;
      }
      keep(
          "the domain %s at %s,%s".formatted(domain.dnsName(), domain.ldapAddress(), filled),
          domain::close);
      return domain;
    } catch (IOException e) {
      throw new SurroundingsException("The embedded domain does not start: " + e.getMessage(), e);
    }
  }

  private String fill(EmbeddedDomain domain, SurroundingsOptions options) throws IOException {
    if (options.fromBackups().isEmpty()) {
      return " %d sample GPOs".formatted(domain.seedSamples());
    }
    LoadedBackups loaded = domain.loadBackups(options.fromBackups().get());
    String gpos = " %d GPOs from backups".formatted(loaded.loaded().size());
    if (loaded.skipped().isEmpty()) {
      return gpos;
    }
    Files.write(
        data.log("domain"),
        loaded.skipped().stream().map(it -> it.folder() + ": " + it.reason()).toList());
    return gpos + ", %d skipped (%s)".formatted(loaded.skipped().size(), data.log("domain"));
  }

  private LocalWorker startWorker(SurroundingsOptions options) {
    Map<String, String> configuration =
        new HashMap<>(LocalWorker.connections(broker(), database()));
    configuration.putAll(LocalWorker.domain(DOMAIN, domain()));
    configuration.put("gpmc.backup-stores." + BACKUP_STORE + ".path", data.backups().toString());
    configuration.put("gpmc.reports.path", data.resolve("reports").toString());
    try {
      Files.createDirectories(data.backups());
      Files.createDirectories(data.resolve("reports"));
    } catch (IOException e) {
      throw new SurroundingsException("The backup store cannot be made: " + e, e);
    }
    LocalWorker worker =
        LocalWorker.start(installation, data, "worker", configuration, options.httpPort());
    keep("the worker at " + worker.url(), worker::close);
    return worker;
  }

  private synchronized void keep(String what, Part part) {
    parts.push(part);
    if (closing) {
      close();
      throw new SurroundingsException("Ended while starting.");
    }
    started.accept(what);
  }
}
