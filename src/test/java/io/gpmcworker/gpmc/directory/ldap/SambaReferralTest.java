package io.gpmcworker.gpmc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.testing.samba.SambaDomain;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Referrals of a domain controller are not followed: nobody sends the account's password there. */
class SambaReferralTest {

  private static final Control[] NONE = {};

  private SambaDomain samba;
  private LdapSession session;

  @BeforeEach
  void connect() throws Exception {
    samba = SambaDomain.shared();
    session =
        new LdapSession(
            SambaDomain.CONTROLLER,
            samba.ldap(LdapSecurity.LDAPS, SambaDomain.administrator()),
            samba.names(),
            Optional.empty());
  }

  @AfterEach
  void close() {
    if (session != null) {
      session.close();
    }
  }

  @Test
  void whatASearchFindsHereIsFoundBesideReferencesToOthers() throws Exception {
    assertThat(samba.ldapsearch("(objectClass=groupPolicyContainer)", "cn").output())
        .as("the controller refers to other partitions")
        .contains("# refldap");
    assertThat(
            session.search(
                "DC=gpmc,DC=test",
                SearchScope.SUB,
                Filter.createEqualityFilter("objectClass", "groupPolicyContainer"),
                "searching",
                NONE,
                "displayName"))
        .isNotEmpty();
  }
}
