package io.gpmcworker.startup;

import io.gpmcworker.startup.Preflight.NotReadyException;
import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether the database lets the worker in; then brings its schema up to date. */
@ApplicationScoped
class DatabaseCheck implements Preflight.Check {

  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String USERNAME = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
  private static final String TIMEOUT_SECONDS = "5";

  /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
  private static final Set<String> MAY_PASS = Set.of("08", "53", "57");

  private final String url;
  private final Optional<String> username;
  private final Optional<String> password;
  private final Flyway flyway;

  DatabaseCheck(
      @ConfigProperty(name = URL) String url,
      @ConfigProperty(name = USERNAME) Optional<String> username,
      @ConfigProperty(name = PASSWORD) Optional<String> password,
      Flyway flyway) {
    this.url = url;
    this.username = username;
    this.password = password;
    this.flyway = flyway;
  }

  @Override
  public void run() throws NotReadyException, UnfitException {
    Properties properties = new Properties();
    username.ifPresent(it -> properties.setProperty("user", it));
    password.ifPresent(it -> properties.setProperty("password", it));
    properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      connection.isValid(Integer.parseInt(TIMEOUT_SECONDS));
    } catch (SQLException e) {
      refuse(e);
    }
    try {
      // Not by the pool: its connections give up on statements as long as a migration may take.
      Flyway.configure()
          .configuration(flyway.getConfiguration())
          .dataSource(dataSource())
          .load()
          .migrate();
    } catch (FlywayException e) {
      String sentence =
          "the database's schema could not be brought up to date: %s"
              .formatted(firstLine(String.valueOf(e.getMessage())));
      if (connectionFailed(e)) {
        throw new NotReadyException(sentence);
      }
      throw new UnfitException(sentence);
    }
  }

  private DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url);
    username.ifPresent(dataSource::setUser);
    password.ifPresent(dataSource::setPassword);
    return dataSource;
  }

  /** Whether the database went away, or had no connection to give, and may yet be well. */
  private static boolean connectionFailed(Throwable failure) {
    for (@Nullable Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof SQLException sql
          && MAY_PASS.stream()
              .anyMatch(Optional.ofNullable(sql.getSQLState()).orElse("08")::startsWith)) {
        return true;
      }
    }
    return false;
  }

  private void refuse(SQLException e) throws NotReadyException, UnfitException {
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    String server = firstLine(String.valueOf(e.getMessage()));
    switch (state) {
      case "28P01", "28000" ->
          throw new UnfitException(
              "PostgreSQL at %s refuses user '%s'; check %s and %s."
                  .formatted(shown(url), username.orElse(""), USERNAME, PASSWORD));
      case "3D000" ->
          throw new UnfitException(
              "PostgreSQL at %s has no such database; create it or check %s."
                  .formatted(shown(url), URL));
      default ->
          throw new NotReadyException(
              "PostgreSQL does not answer at %s (%s); check %s."
                  .formatted(shown(url), server, URL));
    }
  }

  /** A URL's parameters may hold a password. */
  static String shown(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  private static String firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
