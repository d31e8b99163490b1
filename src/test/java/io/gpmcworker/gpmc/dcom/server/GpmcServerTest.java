package io.gpmcworker.gpmc.dcom.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.Peers;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is believed because impacket, which works against real Windows, agrees with it. */
class GpmcServerTest {

  private static final String HOST = "127.0.0.1";
  private static final NtlmAccount CLIENT = new NtlmAccount("CORP", "svc-worker", "Zugang-1");
  private static final String NAME = "Workstations";
  private static final UUID GPO = UUID.randomUUID();

  @TempDir Path base;
  private EmbeddedDomain embedded;
  private DirectoryDriver engine;
  private GpmcServer server;

  @BeforeAll
  static void impacket() throws Exception {
    Peers.assumeImpacket();
  }

  @BeforeEach
  void serve() throws Exception {
    embedded = EmbeddedDomain.open(base.resolve("domain"), 0);
    engine = new DirectoryDriver(embedded.settings("corp"), Map.of());
    server =
        new GpmcServer(
            InetAddress.getLoopbackAddress(),
            0,
            CLIENT,
            CLIENT,
            engine,
            embedded.dnsName(),
            new Catalogue() {
              @Override
              public List<ResultValue.Gpo> gpos() {
                return List.of(new ResultValue.Gpo(GPO, NAME, embedded.dnsName()));
              }

              @Override
              public List<ResultValue.StarterGpo> starterGpos() {
                return List.of();
              }
            },
            Map.of(),
            0,
            RpcLimits.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    engine.close();
    embedded.close();
  }

  private JsonNode impacket(String level, String password) throws Exception {
    return Peers.run(
        "impacket/server_client.py",
        HOST,
        Integer.toString(server.resolverPort()),
        CLIENT.user(),
        password,
        CLIENT.domain(),
        level,
        embedded.dnsName(),
        NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "privacy"})
  void itIsActivatedAndItsObjectsAreCalledThroughDispatch(String level) throws Exception {
    JsonNode seen = impacket(level, CLIENT.password().read());
    assertThat(seen.path("domain").asText()).as(seen.toString()).isEqualTo(embedded.dnsName());
    assertThat(seen.get("count").asInt()).isEqualTo(1);
    assertThat(seen.get("gpo").asText()).isEqualTo(NAME);
    assertThat(seen.get("released").asInt()).isZero();
    assertThat(seen.get("second").toString()).as("IRemUnknown2").isEqualTo("[0,0,0]");
    assertThat(seen.get("oxid").toString())
        .isEqualTo("[\"%s[%d]\"]".formatted(HOST, server.objectPort()));
    assertThat(seen.get("alive").toString())
        .isEqualTo("[\"%s[%d]\"]".formatted(HOST, server.resolverPort()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "connect"})
  void itRefusesActivationBelowIntegrity(String level) throws Exception {
    assertThat(impacket(level, CLIENT.password().read()).has("refused")).isTrue();
    assertThat(server.held()).isEqualTo("[]");
  }

  @Test
  void itRefusesAWrongPassword() throws Exception {
    assertThat(impacket("privacy", "wrong").has("refused")).isTrue();
  }
}
