package io.gpmcworker.cli.local;

import io.gpmcworker.policy.files.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server from its Maven artifact, on loopback only, with a password for every role.
 */
public final class LocalDatabase implements Database {
  private static final String NAME = "gpmc";
  private static final String SUPERUSER = "postgres";
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  /** The line of postmaster.pid that tells the server's state. */
  private static final int STATUS_LINE = 7;

  private final DataFolder data;
  private final int port;
  private final PostgresBinaries binaries;
  private final PostgresAccount account;
  private final String password;
  private @Nullable ChildProcess process;

  private LocalDatabase(Installation installation, DataFolder data, int port) throws IOException {
    this.data = data;
    this.port = port;
    this.binaries = PostgresBinaries.unpackInto(installation.work());
    this.account = PostgresAccount.choose(binaries, data.resolve("postgresql"));
    this.password = passwordIn(passwordFile());
    account.own(passwordFile());
  }

  /**
   * Starts a server on the {@code postgresql} folder of the data folder, new or used before.
   *
   * @param port 0 for a free one
   * @throws SurroundingsException when the port is taken or the server does not come up
   */
  public static LocalDatabase start(Installation installation, DataFolder data, int port) {
    try {
      LocalDatabase database =
          new LocalDatabase(installation, data, Ports.choose(port, "PostgreSQL"));
      database.restart();
      return database;
    } catch (IOException e) {
      throw new SurroundingsException(
          "PostgreSQL cannot be set up in " + data.path() + ": " + e, e);
    }
  }

  @Override
  public String jdbcUrl() {
    return url(NAME);
  }

  @Override
  public String username() {
    return NAME;
  }

  @Override
  public String password() {
    return password;
  }

  /** What the server writes. */
  public Path log() {
    return data.log("postgresql");
  }

  @Override
  public synchronized void restart() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("PostgreSQL is running");
    }
    try {
      if (!Files.exists(cluster())) {
        initialize();
      }
      endLeftOver();
      ChildProcess started = startServer();
      process = started;
      started.awaitReady(this::isReady, READY_WITHIN);
      createDatabase();
    } catch (IOException e) {
      throw new SurroundingsException("PostgreSQL cannot use " + cluster() + ": " + e, e);
    } catch (SQLException e) {
      throw new SurroundingsException(
          "PostgreSQL runs on port %d but its database could not be made: %s"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public synchronized void close() {
    if (process != null && process.isAlive()) {
      process.signal("INT"); // "fast": SIGTERM would wait for every client to leave.
      process.awaitEnd(STOP_WITHIN);
    }
  }

  private Path cluster() {
    return data.resolve("postgresql").resolve("cluster");
  }

  private Path passwordFile() {
    return data.resolve("postgresql").resolve("password");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * Into a folder that gets its name when it is complete, so that a cut start leaves no half of
   * one.
   */
  private void initialize() throws IOException {
    Path fresh = cluster().resolveSibling("cluster.new");
    if (Files.exists(fresh)) {
      FileTrees.delete(fresh);
    }
    ChildProcess initdb =
        run(
            "PostgreSQL's initdb",
            "initdb",
            "--pgdata=" + fresh,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-instructions");
    if (initdb.awaitEnd(READY_WITHIN) != 0) {
      throw initdb.failure("PostgreSQL's data could not be made in " + fresh + ".");
    }
    Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private ChildProcess startServer() {
    return run(
        "PostgreSQL",
        "postgres",
        "-D",
        cluster().toString(),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "port=" + port,
        "-c",
        "unix_socket_directories=");
  }

  private ChildProcess run(String name, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    return ChildProcess.start(
        name, account.command(command), Map.of("LC_ALL", "C"), data.path(), log());
  }

  /**
   * Ends a server that a killed run left behind on this data, and removes its lock file. PostgreSQL
   * itself takes any process with that id for its other self, and ids are used again.
   */
  private void endLeftOver() throws IOException {
    Path lock = cluster().resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    Optional<ProcessHandle> leftOver =
        Files.readAllLines(lock).stream()
            .findFirst()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
            .filter(LocalDatabase::isPostgres);
    if (leftOver.isPresent()) {
      ProcessHandle server = leftOver.get();
      List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
      all.add(server);
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(handle -> handle.onExit().join());
    }
    Files.deleteIfExists(lock);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
  }

  private boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(cluster().resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** The worker's role owns its database and is no superuser, as it should be in production. */
  private void createDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static String passwordIn(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      Path fresh =
          Files.createTempFile(
              file.resolveSibling(""),
              "password-",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(random), StandardCharsets.US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }
}
