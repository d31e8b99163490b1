package io.gpmcworker.gpmc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Control;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server that says that another knows the answer. */
class ReferralTest {

  private static final Control[] NONE = {};
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Test
  void anAnswerThatLiesOnAnotherServerIsAnErrorAndNobodyGoesThere() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("DC=corp,DC=example");
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
      server.add("dn: DC=corp,DC=example", "objectClass: top", "objectClass: domain", "dc: corp");
      server.add(
          "dn: OU=away,DC=corp,DC=example",
          "objectClass: top",
          "objectClass: referral",
          "objectClass: extensibleObject",
          "ou: away",
          "ref: ldap://127.0.0.1:" + elsewhere.getLocalPort() + "/OU=away,DC=corp,DC=example");
      server.startListening();
      try (LdapSession session =
          new LdapSession(
              "127.0.0.1",
              LdapSettings.plain(server.getListenPort(), TIMEOUT),
              new HostNames(List.of(), TIMEOUT),
              Optional.empty())) {
        assertThatThrownBy(
                () -> session.read("OU=away,DC=corp,DC=example", "reading OU=away", NONE, "ou"))
            .isInstanceOf(GpmcException.class)
            .hasMessageContaining("reading OU=away")
            .hasMessageContaining("referral");
      }
      elsewhere.setSoTimeout(200);
      assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
