package io.gpmcworker.gpmc.directory.credential;

import io.gpmcworker.gpmc.GpmcException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;

/**
 * Offers the tickets of a {@link KerberosLogin} under a name of JAAS, for a library that insists on
 * logging on by such a name: it then uses the tickets that are there, and no password passes
 * through its hands. Other names are looked up as they would be without this.
 */
public final class SharedTickets extends Configuration {

  private static final String LOGIN = "login";

  private static final SharedTickets INSTALLED = install();

  private final @Nullable Configuration others;
  private final ConcurrentMap<String, KerberosLogin> logins = new ConcurrentHashMap<>();

  private SharedTickets(@Nullable Configuration others) {
    this.others = others;
  }

  private static SharedTickets install() {
    @Nullable Configuration before;
    try {
      before = Configuration.getConfiguration();
    } catch (SecurityException e) {
      // JAAS says so where nothing is configured.
      before = null;
    }
    SharedTickets shared = new SharedTickets(before);
    Configuration.setConfiguration(shared);
    return shared;
  }

  /** A name under which JAAS hands out the given tickets, until {@link #withdraw}. */
  public static String offer(KerberosLogin login) {
    String name = "gpmc-worker-" + UUID.randomUUID();
    INSTALLED.logins.put(name, login);
    return name;
  }

  /** Ends an offer. */
  public static void withdraw(String name) {
    INSTALLED.logins.remove(name);
  }

  @Override
  public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
    @Nullable KerberosLogin login = logins.get(name);
    if (login == null) {
      return others == null ? null : others.getAppConfigurationEntry(name);
    }
    return new AppConfigurationEntry[] {
      new AppConfigurationEntry(
          Module.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of(LOGIN, login))
    };
  }

  /** Copies the tickets into the subject that is logged on. JAAS makes it. */
  public static final class Module implements LoginModule {

    private Subject target = new Subject();
    private Subject tickets = new Subject();
    private @Nullable KerberosLogin login;

    @Override
    public void initialize(
        Subject subject,
        @Nullable CallbackHandler callbackHandler,
        Map<String, ?> sharedState,
        Map<String, ?> options) {
      target = subject;
      login = (KerberosLogin) options.get(LOGIN);
    }

    @Override
    public boolean login() throws LoginException {
      if (login == null) {
        throw new LoginException("no tickets are offered");
      }
      try {
        tickets = login.subject();
        return true;
      } catch (GpmcException e) {
        LoginException failure = new LoginException(e.getMessage());
        failure.initCause(e);
        throw failure;
      }
    }

    @Override
    public boolean commit() {
      target.getPrincipals().addAll(tickets.getPrincipals());
      target.getPrivateCredentials().addAll(tickets.getPrivateCredentials());
      return true;
    }

    @Override
    public boolean abort() {
      return true;
    }

    @Override
    public boolean logout() {
      return true;
    }
  }
}
