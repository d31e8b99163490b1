package io.gpmcworker.testing;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Database;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** A PostgreSQL of a test's own, with the worker's tables and nothing in them; gone when closed. */
public final class OwnDatabase implements AutoCloseable {

  private final DataFolder data;
  private final Database database;

  /** Starts it. */
  public OwnDatabase() throws IOException {
    Installation installation = Installation.current();
    Files.createDirectories(installation.work());
    data = DataFolder.open(Files.createTempDirectory(installation.work(), "database-"));
    database = LocalDatabase.start(installation, data, 0);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .load()
        .migrate();
  }

  /** A connection, to be closed. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  /** Executes a statement of which nothing is to be read. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
    Path folder = data.path();
    data.close();
    DataFolder.delete(folder);
  }
}
