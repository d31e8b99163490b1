package io.gpmcworker.gpmc.directory.credential;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.credential.Credentials.KerberosSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a Kerberos principal, for LDAP and SMB alike. Logs on when first needed and again
 * before the ticket runs out. Safe for use by many threads.
 */
public final class KerberosLogin {

  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

  private final Credentials.Kerberos credentials;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Subject current;

  /** Has no ticket yet. */
  public KerberosLogin(Credentials.Kerberos credentials) {
    this.credentials = credentials;
  }

  /** The principal. */
  public String principal() {
    return credentials.principal();
  }

  /**
   * A subject with a ticket that is good for some minutes at least.
   *
   * @throws GpmcException if the key distribution centre does not answer, or refuses the principal
   */
  public Subject subject() throws GpmcException {
    lock.lock();
    try {
      Subject known = current;
      if (known == null || runsOut(known)) {
        known = logOn();
        current = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static boolean runsOut(Subject subject) {
    Instant needed = Instant.now().plus(RENEWED_BEFORE);
    return subject.getPrivateCredentials(KerberosTicket.class).stream()
        .filter(ticket -> ticket.getServer().getName().startsWith("krbtgt/"))
        .noneMatch(ticket -> ticket.getEndTime().toInstant().isAfter(needed));
  }

  private Subject logOn() throws GpmcException {
    char[] password =
        credentials.source() instanceof KerberosSource.Password(Secret secret)
            ? secret.read()
            : new char[0];
    try {
      LoginContext context =
          new LoginContext("gpmc-worker", new Subject(), answers(password), configuration());
      context.login();
      return context.getSubject();
    } catch (LoginException e) {
      throw new GpmcException(
          HResult.E_ACCESSDENIED,
          "Kerberos gave no ticket to %s (%s); check the principal, its %s and krb5.conf."
              .formatted(principal(), e.getMessage(), proof()),
          e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private String proof() {
    return switch (credentials.source()) {
      case KerberosSource.Password password -> "password";
      case KerberosSource.Keytab(var file) -> "keytab " + file;
      case KerberosSource.Cache(var file) ->
          file.map(path -> "credential cache " + path).orElse("credential cache");
    };
  }

  private CallbackHandler answers(char[] password) {
    return callbacks -> {
      for (Callback callback : callbacks) {
        switch (callback) {
          case NameCallback name -> name.setName(principal());
          case PasswordCallback asked -> asked.setPassword(password);
          default -> throw new UnsupportedCallbackException(callback);
        }
      }
    };
  }

  private Configuration configuration() {
    Map<String, String> options = new HashMap<>();
    options.put("principal", principal());
    options.put("refreshKrb5Config", "true");
    switch (credentials.source()) {
      case KerberosSource.Password password -> {}
      case KerberosSource.Keytab(var file) -> {
        options.put("useKeyTab", "true");
        options.put("keyTab", file.toString());
        options.put("doNotPrompt", "true");
      }
      case KerberosSource.Cache(var file) -> {
        options.put("useTicketCache", "true");
        file.ifPresent(path -> options.put("ticketCache", path.toString()));
        options.put("doNotPrompt", "true");
      }
    }
    AppConfigurationEntry entry =
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options);
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {entry};
      }
    };
  }

  @Override
  public String toString() {
    return "KerberosLogin[" + principal() + "]";
  }
}
