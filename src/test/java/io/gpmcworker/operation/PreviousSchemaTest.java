package io.gpmcworker.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every schema that there has been is brought up to date with rows in every state, and all that was
 * in a row is in it afterwards.
 */
class PreviousSchemaTest {

  private static final List<String> TABLES =
      List.of("operation", "cancel_tombstone", "answered_command", "worker", "outbox");

  @TempDir Path folder;

  @Test
  void everyPreviousSchemaMigratesWithRowsInEveryStateAndLosesNothing() throws SQLException {
    try (DataFolder data = DataFolder.open(folder);
        LocalDatabase database = LocalDatabase.start(Installation.current(), data, 0)) {
      List<MigrationVersion> versions = new ArrayList<>();
      for (MigrationInfo migration : flyway(database, "none", "latest").info().all()) {
        versions.add(migration.getVersion());
      }
      assertThat(versions).hasSizeGreaterThanOrEqualTo(2);
      for (MigrationVersion from : versions.subList(0, versions.size() - 1)) {
        migrates(database, from, versions.getLast());
      }
    }
  }

  private static void migrates(LocalDatabase database, MigrationVersion from, MigrationVersion to)
      throws SQLException {
    String schema = "from_" + from;
    flyway(database, schema, from.toString()).migrate();
    try (Connection connection = connect(database, schema)) {
      fill(connection);
      Map<String, List<Map<String, String>>> before = rows(connection);

      flyway(database, schema, "latest").migrate();

      assertThat(flyway(database, schema, "latest").info().current().getVersion()).isEqualTo(to);
      Map<String, List<Map<String, String>>> after = rows(connection);
      for (String table : TABLES) {
        List<Map<String, String>> old = before.getOrDefault(table, List.of());
        List<Map<String, String>> fresh = after.getOrDefault(table, List.of());
        assertThat(fresh).as(table).isNotEmpty().hasSameSizeAs(old);
        for (int n = 0; n < old.size(); n++) {
          assertThat(fresh.get(n))
              .as("%s of version %s", table, from)
              .containsAllEntriesOf(old.get(n));
        }
      }
      assertThat(after.get("operation")).hasSize(OperationState.values().length);
    }
  }

  private static Flyway flyway(LocalDatabase database, String schema, String target) {
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .schemas(schema)
        .target(target)
        .locations("classpath:db/migration")
        .load();
  }

  private static Connection connect(LocalDatabase database, String schema) throws SQLException {
    Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    connection.setSchema(schema);
    return connection;
  }

  /** With nothing but the columns of the first version. */
  private static void fill(Connection connection) throws SQLException {
    try (Statement insert = connection.createStatement()) {
      for (OperationState state : OperationState.values()) {
        boolean started = state != OperationState.QUEUED;
        insert.execute(
            """
            INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
              command_source, command_id, correlation_id, traceparent, requested_by, accepted_at,
              expires_at, started_at, ended_at, state, target, owner, epoch, progress_numerator,
              progress_denominator, progress_step, cancel_requested_at, cancel_requested_by,
              cancel_reason, cancel_command_id, end_reason, hresult, detail, result, messages,
              last_sequence)
            VALUES ('op-%1$s', 'BACKUP_GPO', 'corp', '{"gpo":"x","backupStore":"default"}', 'f',
              true, '/tests', 'start-%1$s', 'CHG0031', '00-a-b-01', 'jane', now(),
              now() + interval '1 hour', %2$s, %3$s, '%1$s', 'name:x',
              '0198f2aa-0000-7000-8000-000000000001', 3, 1, 2, 'Copying', %4$s, 'joe', 'no',
              'cancel-%1$s', %5$s, -2147467259, 'detail', '{"a":1}', '[]', 5)
            """
                .formatted(
                    state,
                    started ? "now()" : "NULL",
                    state.ended() ? "now()" : "NULL",
                    state == OperationState.CANCELLING ? "now()" : "NULL",
                    state == OperationState.CANCELLED ? "'REQUESTED'" : "NULL"));
      }
      insert.execute(
          "INSERT INTO cancel_tombstone VALUES ('t', '/tests', 'c', 'joe', 'no', now())");
      insert.execute(
          """
          INSERT INTO answered_command (id, operation_id, answer, sequence, data, answered_at)
          VALUES ('0198f2aa-0000-7000-8000-000000000002', 'op-QUEUED', 'ACCEPTED', 4, '{}', now())
          """);
      insert.execute(
          """
          INSERT INTO worker VALUES ('0198f2aa-0000-7000-8000-000000000001', 'w', now(), now(),
            now() - interval '1 minute')
          """);
      insert.execute(
          """
          INSERT INTO outbox (topic, record_key, headers, value, operation_id, sequence)
          VALUES ('gpmc.events', 'k', '[]', 'v', 'op-QUEUED', 1)
          """);
    }
  }

  private static Map<String, List<Map<String, String>>> rows(Connection connection)
      throws SQLException {
    Map<String, List<Map<String, String>>> tables = new TreeMap<>();
    for (String table : TABLES) {
      List<Map<String, String>> rows = new ArrayList<>();
      try (Statement select = connection.createStatement();
          ResultSet found = select.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
        while (found.next()) {
          Map<String, String> row = new TreeMap<>();
          for (int n = 1; n <= found.getMetaData().getColumnCount(); n++) {
            row.put(found.getMetaData().getColumnName(n), String.valueOf(found.getString(n)));
          }
          rows.add(row);
        }
      }
      tables.put(table, rows);
    }
    return tables;
  }
}
