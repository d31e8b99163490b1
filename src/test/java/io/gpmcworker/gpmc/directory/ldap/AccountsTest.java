package io.gpmcworker.gpmc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.LdapProxy;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.policy.security.Sid;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a SID is. */
class AccountsTest {

  private static final long DOMAIN_ADMINS = 512;
  private static final long NOBODY = 999_999;

  @TempDir Path folder;

  @Test
  void whatOneOperationFoundTheNextNeedNotAskForAndWhatItDidNotIsAskedAgain() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (EmbeddedDomain domain = EmbeddedDomain.open(folder, 0);
        LdapProxy proxy =
            new LdapProxy(
                domain.ldapAddress(),
                () -> {
                  requests.incrementAndGet();
                  return LdapProxy.Fate.PASSES;
                });
        DomainDirectory directory = domain.connect(proxy.address())) {
      Sid admins = directory.info().sid().withRid(DOMAIN_ADMINS);
      Sid nobody = directory.info().sid().withRid(NOBODY);
      assertThat(directory.accounts().nameOf(admins).orElseThrow()).endsWith("\\Domain Admins");
      int first = requests.get();

      assertThat(directory.accounts().nameOf(admins).orElseThrow()).endsWith("\\Domain Admins");
      assertThat(requests).hasValue(first);

      assertThat(directory.accounts().resolve(nobody)).isEmpty();
      assertThat(directory.accounts().resolve(nobody)).isEmpty();
      assertThat(requests).hasValue(first + 2);
    }
  }
}
