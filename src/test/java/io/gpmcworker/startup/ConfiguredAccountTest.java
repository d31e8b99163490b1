package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Credentials.KerberosSource;
import io.gpmcworker.startup.AccountConfig.Authentication;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts are configured in one way, or the worker does not start and says why. */
class ConfiguredAccountTest {

  private static final String PASSWORD = "s3cret!";

  @TempDir Path folder;

  private record Account(
      Authentication authentication,
      Optional<String> name,
      Optional<String> password,
      Optional<Path> passwordFile,
      Optional<Path> keytab,
      Optional<Path> credentialCache)
      implements AccountConfig {

    static Account of(Authentication how, String name) {
      return new Account(
          how,
          Optional.of(name),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    Account password(String value) {
      return new Account(
          authentication, name, Optional.of(value), passwordFile, keytab, credentialCache);
    }

    Account passwordFile(Path file) {
      return new Account(
          authentication, name, password, Optional.of(file), keytab, credentialCache);
    }

    Account keytab(Path file) {
      return new Account(
          authentication, name, password, passwordFile, Optional.of(file), credentialCache);
    }
  }

  private static Credentials credentials(Account account) throws UnfitException {
    return new ConfiguredAccount("gpmc.domains.corp.account", account).credentials();
  }

  @Test
  void aPasswordIsGivenOrInAFileAndNeverShown() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Account account = Account.of(Authentication.PASSWORD, "svc@corp.example");
    for (Account each : new Account[] {account.password(PASSWORD), account.passwordFile(file)}) {
      Credentials credentials = credentials(each);
      assertThat(credentials).isInstanceOf(Credentials.UserPassword.class);
      assertThat(((Credentials.UserPassword) credentials).password().read())
          .containsExactly(PASSWORD.toCharArray());
      assertThat(credentials.toString()).contains("svc@corp.example").doesNotContain(PASSWORD);
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> credentials(Account.of(Authentication.PASSWORD, "svc")))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("gpmc.domains.corp.account.password-file");
    Account gone = Account.of(Authentication.PASSWORD, "svc").passwordFile(folder.resolve("gone"));
    assertThatThrownBy(() -> credentials(gone))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("gpmc.domains.corp.account.password-file")
        .hasMessageContaining("gone");
  }

  @Test
  void twoPasswordsAreOneTooMany() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD);
    Account both = Account.of(Authentication.PASSWORD, "svc").password(PASSWORD).passwordFile(file);
    assertThatThrownBy(() -> credentials(both))
        .hasMessageContaining("keep one of them")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void kerberosIsProvenByOneThing() throws Exception {
    Path keytab = Files.writeString(folder.resolve("worker.keytab"), "");
    Account account = Account.of(Authentication.KERBEROS, "svc@CORP.EXAMPLE");
    assertThat(source(account)).isInstanceOf(KerberosSource.Cache.class);
    assertThat(source(account.keytab(keytab))).isEqualTo(new KerberosSource.Keytab(keytab));
    assertThat(source(account.password(PASSWORD))).isInstanceOf(KerberosSource.Password.class);
    assertThatThrownBy(() -> credentials(account.keytab(keytab).password(PASSWORD)))
        .hasMessageContaining("keep one")
        .hasMessageNotContaining(PASSWORD);
    assertThatThrownBy(() -> credentials(Account.of(Authentication.KERBEROS, "svc")))
        .hasMessageContaining("name@REALM");
  }

  private static KerberosSource source(Account account) throws UnfitException {
    return ((Credentials.Kerberos) credentials(account)).source();
  }
}
