package io.gpmcworker.gpmc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.testing.samba.SambaDomain;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A domain controller tells of many entries page by page; a search finds them all. */
class SambaPagingTest {

  private static final int ENTRIES = 1_001;
  private static final int PAGES = 3;
  private static final Control[] NONE = {};
  private static final String TOP = "CN=Many,CN=System,DC=gpmc,DC=test";

  private final AtomicInteger requests = new AtomicInteger();
  private LdapSession session;

  @BeforeEach
  void fill() throws Exception {
    SambaDomain samba = SambaDomain.shared();
    session =
        new LdapSession(
            SambaDomain.CONTROLLER,
            samba.ldap(LdapSecurity.LDAPS, SambaDomain.administrator()),
            samba.names(),
            Optional.empty(),
            (controller, protocol, nanos, failed) -> requests.incrementAndGet());
    add(TOP);
    for (int number = 0; number < ENTRIES; number++) {
      add("CN=" + number + "," + TOP);
    }
  }

  private void add(String dn) throws Exception {
    session.add(new Entry("dn: " + dn, "objectClass: container"), "filling");
  }

  @AfterEach
  void empty() throws Exception {
    if (session != null) {
      session.deleteTree(TOP, "emptying");
      session.close();
    }
  }

  @Test
  void aSearchFindsMoreThanAServerTellsAtATime() throws Exception {
    requests.set(0);
    List<SearchResultEntry> found =
        session.search(
            TOP,
            SearchScope.ONE,
            Filter.createPresenceFilter("objectClass"),
            "searching",
            NONE,
            "cn");
    assertThat(found).extracting(SearchResultEntry::getDN).doesNotHaveDuplicates().hasSize(ENTRIES);
    assertThat(requests).hasValue(PAGES);
  }
}
