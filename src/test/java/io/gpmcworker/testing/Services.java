package io.gpmcworker.testing;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalBroker;
import io.gpmcworker.cli.local.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A real broker and a real database: containers where Docker is there, processes elsewhere. */
interface Services extends AutoCloseable {

  String bootstrapServers();

  String jdbcUrl();

  String username();

  String password();

  @Override
  void close();

  /**
   * Starts them. The system property {@code gpmc.test.services}, {@code containers} or {@code
   * processes}, overrides what is found.
   */
  static Services start() {
    boolean containers =
        Optional.ofNullable(System.getProperty("gpmc.test.services"))
            .map("containers"::equals)
            .orElseGet(Services::dockerIsThere);
    return containers ? new Containers() : new Processes();
  }

  private static boolean dockerIsThere() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** By Testcontainers. */
  final class Containers implements Services {

    private final KafkaContainer broker = new KafkaContainer("apache/kafka-native:4.1.1");
    private final PostgreSQLContainer database = new PostgreSQLContainer("postgres:18");

    Containers() {
      broker.start();
      database.start();
    }

    @Override
    public String bootstrapServers() {
      return broker.getBootstrapServers();
    }

    @Override
    public String jdbcUrl() {
      return database.getJdbcUrl();
    }

    @Override
    public String username() {
      return database.getUsername();
    }

    @Override
    public String password() {
      return database.getPassword();
    }

    @Override
    public void close() {
      broker.stop();
      database.stop();
    }
  }

  /** From their Maven artifacts, as {@code ./gpmc} does. */
  final class Processes implements Services {

    private final DataFolder data;
    private final LocalDatabase database;
    private final LocalBroker broker;

    Processes() {
      Installation installation = Installation.current();
      try {
        Files.createDirectories(installation.work());
        data = DataFolder.open(Files.createTempDirectory(installation.work(), "services-"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      database = LocalDatabase.start(installation, data, 0);
      broker = LocalBroker.start(installation, data, 0);
    }

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public String jdbcUrl() {
      return database.jdbcUrl();
    }

    @Override
    public String username() {
      return database.username();
    }

    @Override
    public String password() {
      return database.password();
    }

    @Override
    public void close() {
      broker.close();
      database.close();
      Path folder = data.path();
      data.close();
      DataFolder.delete(folder);
    }
  }
}
