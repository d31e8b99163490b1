package io.gpmcworker.cli.local;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.IOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The packaged worker, the artifact that ships, in a JVM of its own. */
public final class LocalWorker implements AutoCloseable {
  /** Where it listens if nothing else is asked for and nobody else does. */
  private static final int USUAL_PORT = 8480;

  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(45);

  /** With the time that the JVM takes to write down what it has learned. */
  private static final Duration STOP_AFTER_TRAINING_WITHIN = Duration.ofMinutes(15);

  private static final int HTTP_TIMEOUT_MILLIS = 1_000;

  private final Installation installation;
  private final DataFolder data;
  private final String name;
  private final int port;
  private final List<String> options;
  private final Map<String, String> configuration;
  private @Nullable ChildProcess process;
  private Duration startTime = Duration.ZERO;
  private Duration stopWithin = STOP_WITHIN;

  private LocalWorker(
      Installation installation,
      DataFolder data,
      String name,
      int port,
      List<String> options,
      Map<String, String> configuration) {
    this.installation = installation;
    this.data = data;
    this.name = name;
    this.port = port;
    this.options = List.copyOf(options);
    this.configuration = new HashMap<>(configuration);
    this.configuration.put("quarkus.http.host", "127.0.0.1");
    this.configuration.put("quarkus.http.port", String.valueOf(port));
    // Above the defaults that the worker brings in its own jar (250).
    this.configuration.put("config_ordinal", "275");
  }

  /**
   * Starts a worker and waits until it says that it is ready.
   *
   * @param name tells the workers of one data folder apart; names its log and its configuration
   * @param configuration its Quarkus configuration, written to a file that only this account reads
   * @param port of its HTTP; 0 for a free one
   * @throws SurroundingsException when it is not built, the port is taken or it does not come up
   */
  public static LocalWorker start(
      Installation installation,
      DataFolder data,
      String name,
      Map<String, String> configuration,
      int port) {
    return start(installation, data, name, List.of(), configuration, port);
  }

  /**
   * As {@link #start(Installation, DataFolder, String, Map, int)}.
   *
   * @param options of its JVM
   */
  public static LocalWorker start(
      Installation installation,
      DataFolder data,
      String name,
      List<String> options,
      Map<String, String> configuration,
      int port) {
    if (!Files.exists(installation.workerJar())) {
      throw new SurroundingsException(
          installation.workerJar() + " is missing: build the project first with ./mvnw package.");
    }
    LocalWorker worker =
        new LocalWorker(
            installation,
            data,
            name,
            Ports.choose(port, "the worker's HTTP"),
            options,
            configuration);
    worker.restart();
    return worker;
  }

  /**
   * The settings of an embedded domain.
   *
   * @param name the one that commands use
   */
  public static Map<String, String> domain(String name, EmbeddedDomain domain) {
    String prefix = "gpmc.domains." + name + ".";
    return Map.of(
        prefix + "driver", "directory",
        prefix + "dns-name", domain.dnsName(),
        prefix + "controllers", domain.ldapAddress().getHost(),
        prefix + "account.authentication", "anonymous",
        prefix + "ldap.security", "none",
        prefix + "ldap.port", Integer.toString(domain.ldapAddress().getPort()),
        prefix + "sysvol.folder", domain.sysvol().toString());
  }

  /** The part of the configuration that says where the broker and the database are. */
  public static Map<String, String> connections(Broker broker, Database database) {
    return Map.of(
        "kafka.bootstrap.servers",
        broker.bootstrapServers(),
        "quarkus.datasource.jdbc.url",
        database.jdbcUrl(),
        "quarkus.datasource.username",
        database.username(),
        "quarkus.datasource.password",
        database.password());
  }

  /** The port that people remember, or 0 if it is taken. */
  public static int usualPort() {
    return Ports.answers(USUAL_PORT) ? 0 : USUAL_PORT;
  }

  /** Where its HTTP interface, its health and its metrics are. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What it writes. */
  public Path log() {
    return data.log(name);
  }

  /** Its configuration, as Quarkus reads it. */
  public Path configurationFile() {
    return data.resolve(name + ".properties");
  }

  /** From the start of its process until it was ready, of the last start. */
  public Duration startTime() {
    return startTime;
  }

  /** Its memory in bytes (resident set), where the system tells it (Linux). */
  public OptionalLong residentMemory() {
    ChildProcess running = process;
    if (running == null) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(running.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The id of its process, while it runs. */
  public OptionalLong pid() {
    ChildProcess running = process;
    return running != null && running.isAlive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    ChildProcess running = process;
    return running != null && running.isAlive();
  }

  /**
   * Starts it again with the same configuration, after {@link #kill} or {@link #close}.
   *
   * @throws SurroundingsException when it does not come up
   */
  public synchronized void restart() {
    stopWithin = STOP_WITHIN;
    restart(
        installation.java(),
        installation.hasAotCache()
            ? List.of("-XX:AOTCache=" + installation.aotCache())
            : List.of());
  }

  /**
   * As {@link #restart}, without what {@link #restartToTrain} has made, if it has.
   *
   * @throws SurroundingsException when it does not come up
   */
  public synchronized void restartWithoutAotCache() {
    stopWithin = STOP_WITHIN;
    restart(installation.java(), List.of());
  }

  /**
   * As {@link #restart}, in a JVM that learns. When the worker is closed, what it has learned is
   * {@link Installation#aotCache}, which every later start by the same Java uses.
   *
   * @param java the program
   * @throws SurroundingsException when it does not come up
   */
  public synchronized void restartToTrain(Path java) {
    stopWithin = STOP_AFTER_TRAINING_WITHIN;
    // JDK 25 links the cache's classes before anything runs, and ends where a package is sealed
    // among
    // them (UnboundID's are).
    restart(java, List.of("-XX:-AOTClassLinking", "-XX:AOTCacheOutput=" + installation.aotCache()));
  }

  private void restart(Path java, List<String> aot) {
    if (isAlive()) {
      throw new IllegalStateException("The worker is running");
    }
    writeConfiguration();
    long begin = System.nanoTime();
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(aot);
    command.addAll(options);
    command.addAll(
        List.of(
            "-Dquarkus.config.locations=" + configurationFile(),
            "-jar",
            installation.workerJar().toString()));
    ChildProcess started = ChildProcess.start("The worker", command, Map.of(), data.path(), log());
    process = started;
    started.awaitReady(this::isReady, READY_WITHIN);
    startTime = Duration.ofNanos(System.nanoTime() - begin);
    tellAddress();
  }

  /** For the command line: the address alone on one line, there as long as the worker runs. */
  private void tellAddress() {
    try {
      Files.writeString(addressFile(), url() + "\n");
    } catch (IOException e) {
      throw new SurroundingsException(addressFile() + " cannot be written: " + e, e);
    }
  }

  private Path addressFile() {
    return data.resolve(name.equals("worker") ? "http-address" : name + ".http-address");
  }

  /** Ends it at once (SIGKILL). Does nothing when it is not running. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Ends it in order, with the time that its own grace and cancels need. */
  @Override
  public synchronized void close() {
    if (process != null) {
      process.stop(stopWithin);
    }
    try {
      Files.deleteIfExists(addressFile());
    } catch (IOException e) {
      throw new SurroundingsException(addressFile() + " cannot be removed: " + e, e);
    }
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) url().resolve("/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(HTTP_TIMEOUT_MILLIS);
      connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** A file, not arguments: a password on a command line is everybody's to read. */
  private void writeConfiguration() {
    Path file = configurationFile();
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Properties properties = new Properties();
      properties.putAll(new TreeMap<>(configuration));
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, "Written by ./gpmc at each start.");
      }
    } catch (IOException e) {
      throw new SurroundingsException("The worker's configuration cannot be written: " + e, e);
    }
  }
}
