package io.gpmcworker.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalDatabaseTest {
  private final Installation installation = Installation.current();

  @TempDir Path folder;

  @AfterEach
  void forgetTheAccount() {
    System.clearProperty(PostgresAccount.PROPERTY);
  }

  @Test
  void whatWasCommittedIsThereAfterAnOrderlyEndAndANewStart() throws SQLException {
    try (DataFolder data = DataFolder.open(folder)) {
      try (LocalDatabase database = LocalDatabase.start(installation, data, 0)) {
        execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
      }
      try (LocalDatabase again = LocalDatabase.start(installation, data, 0)) {
        assertThat(answer(again)).isEqualTo(42);
      }
    }
  }

  @Test
  void whatWasCommittedIsThereAfterAKillAndARestartAtTheSameAddress() throws SQLException {
    try (DataFolder data = DataFolder.open(folder);
        LocalDatabase database = LocalDatabase.start(installation, data, 0)) {
      execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
      String address = database.jdbcUrl();

      database.kill();

      assertThatThrownBy(() -> connect(database).close()).isInstanceOf(SQLException.class);
      database.restart();
      assertThat(database.jdbcUrl()).isEqualTo(address);
      assertThat(answer(database)).isEqualTo(42);
    }
  }

  @Test
  void theWorkersRoleIsNoSuperuserAndNeedsItsPassword() throws SQLException {
    try (DataFolder data = DataFolder.open(folder);
        LocalDatabase database = LocalDatabase.start(installation, data, 0)) {
      assertThatThrownBy(() -> execute(database, "CREATE ROLE other"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() ->
              DriverManager.getConnection(database.jdbcUrl(), database.username(), "wrong").close())
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void aLockFileThatNamesAnotherProgramDoesNotKeepItFromStarting()
      throws IOException, SQLException {
    try (DataFolder data = DataFolder.open(folder);
        LocalDatabase database = LocalDatabase.start(installation, data, 0)) {
      execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
      Path lock = folder.resolve("postgresql/cluster/postmaster.pid");
      String ofTheServer = Files.readString(lock);
      database.kill();
      String ofThisTest =
          ofTheServer.replaceFirst("\\d+", String.valueOf(ProcessHandle.current().pid()));
      Files.writeString(lock, ofThisTest);

      database.restart();

      assertThat(answer(database)).isEqualTo(42);
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DataFolder data = DataFolder.open(folder)) {
      assertThatThrownBy(
              () -> LocalDatabase.start(installation, data, other.getLocalPort()).close())
          .isInstanceOf(SurroundingsException.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("PostgreSQL");
    }
  }

  @Test
  void aDamagedClusterIsExplainedByTheServersOwnLog() throws IOException {
    try (DataFolder data = DataFolder.open(folder)) {
      LocalDatabase.start(installation, data, 0).close();
      Files.writeString(folder.resolve("postgresql/cluster/PG_VERSION"), "9.6\n");

      assertThatThrownBy(() -> LocalDatabase.start(installation, data, 0).close())
          .isInstanceOf(SurroundingsException.class)
          .hasMessageContaining("initialized by PostgreSQL version 9.6");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresAccount.class,
      names = {"NAMESPACE", "NOBODY"})
  void rootStartsItUnderEachAccountThatThisMachineAllows(PostgresAccount account)
      throws SQLException, IOException {
    assumeTrue(PostgresAccount.isRoot(), "SKIPPED: only root changes accounts");
    try (DataFolder data = DataFolder.open(folder)) {
      // First as whatever fits, so that the data changes hands.
      LocalDatabase.start(installation, data, 0).close();
      System.setProperty(PostgresAccount.PROPERTY, account.name());

      try (LocalDatabase database = LocalDatabase.start(installation, data, 0)) {
        execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        assertThat(answer(database)).isEqualTo(42);
      }
    }
  }

  @Test
  void rootIsToldWhenNoAccountCanBeUsed() {
    assumeTrue(PostgresAccount.isRoot(), "SKIPPED: only root needs another account");
    System.setProperty(PostgresAccount.PROPERTY, PostgresAccount.OWN.name());
    try (DataFolder data = DataFolder.open(folder)) {
      assertThatThrownBy(() -> LocalDatabase.start(installation, data, 0).close())
          .isInstanceOf(SurroundingsException.class)
          .hasMessageContaining("refuses to run as root")
          .hasMessageContaining("Run ./gpmc as an ordinary user");
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int answer(Database database) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
