package io.gpmcworker.replicas;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.Driver;

/**
 * A process of db-scheduler that executes jobs which do nothing, until it is killed. It fetches and
 * locks in one statement, as its documentation advises for throughput.
 */
final class DbSchedulerPeer {

  static final String TASK = "noop";

  private static final int THREADS = 24;

  private DbSchedulerPeer() {}

  /** Takes the database's JDBC URL, a user and its password. */
  public static void main(String[] arguments) throws SQLException {
    AgroalDataSource database =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool ->
                    pool.maxSize(THREADS + 4)
                        .connectionFactoryConfiguration(factory ->
                            factory
                                .connectionProviderClass(Driver.class)
                                .jdbcUrl(arguments[0])
                                .principal(new NamePrincipal(arguments[1]))
                                .credential(new SimplePassword(arguments[2])))));
    Scheduler.create(database, Tasks.oneTime(TASK).execute((instance, context) -> {}))
        .threads(THREADS)
        .pollUsingLockAndFetch(1.0, 4.0)
        .pollingInterval(Duration.ofMillis(100))
        .build()
        .start();
    System.out.println(PeersIT.READY);
  }
}
