package io.gpmcworker.replicas;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.postgresql.Driver;

/**
 * A process of db-scheduler that executes jobs which do nothing, until it is killed. It fetches and
 * locks in one statement, with the limits that its documentation advises for throughput.
 */
final class DbSchedulerPeer {

  static final String TASK = "noop";

  private DbSchedulerPeer() {}

  /** Takes the database's JDBC URL, a user and its password. */
  public static void main(String[] arguments) throws SQLException {
    logWarnings();
    AgroalDataSource database =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool ->
                    pool.maxSize(Peer.CONNECTIONS)
                        .connectionFactoryConfiguration(factory ->
                            factory
                                .connectionProviderClass(Driver.class)
                                .jdbcUrl(arguments[0])
                                .principal(new NamePrincipal(arguments[1]))
                                .credential(new SimplePassword(arguments[2])))));
    Scheduler.create(database, Tasks.oneTime(TASK).execute((instance, context) -> {}))
        .threads(Peer.THREADS)
        .pollUsingLockAndFetch(1.0, 4.0)
        .pollingInterval(Duration.ofMillis(100))
        .build()
        .start();
    System.out.println(Peer.READY);
  }

  /** What goes wrong is in its log; Quarkus, which is on the class path, would keep it back. */
  private static void logWarnings() {
    ConsoleHandler console = new ConsoleHandler(new PatternFormatter("%-5p %c %s%e%n"));
    console.setLevel(Level.WARN);
    LogContext.getLogContext().getLogger("").addHandler(console);
  }
}
