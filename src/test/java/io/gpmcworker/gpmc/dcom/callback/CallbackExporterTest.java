package io.gpmcworker.gpmc.dcom.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.Peers;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exporter, called by impacket as a Windows host would call it. */
class CallbackExporterTest {

  private static final String HOST = "127.0.0.1";
  private static final NtlmAccount CALLER = new NtlmAccount("CORP", "svc-gpmc", "Straße-42");

  private static final NtlmAccount OTHER = new NtlmAccount("CORP", "other", "x");

  private final Queue<ProgressCall> calls = new ConcurrentLinkedQueue<>();
  private ObjectExporter exporter;
  private ObjRef progress;

  @BeforeAll
  static void impacket() throws IOException, InterruptedException {
    Peers.assumeImpacket();
  }

  @BeforeEach
  void export() throws IOException {
    export(RpcLimits.DEFAULT);
  }

  private void export(RpcLimits limits) throws IOException {
    exporter =
        new ObjectExporter(
            new ExporterSettings(
                InetAddress.getLoopbackAddress(),
                0,
                0,
                List.of("worker.corp.example", HOST),
                0,
                0,
                List.of(OTHER, CALLER),
                "WORKER",
                limits),
            Set.of(AsyncProgressObject.IID, Iids.IDISPATCH));
    progress =
        exporter.export(new AsyncProgressObject(CALLER, calls::add), AsyncProgressObject.IID);
  }

  @AfterEach
  void close() {
    exporter.close();
    assertThat(exporter.connections()).isZero();
  }

  private JsonNode impacket(String scenario, String level, String... more)
      throws IOException, InterruptedException {
    return as(CALLER, scenario, level, more);
  }

  private JsonNode as(NtlmAccount caller, String scenario, String level, String... more)
      throws IOException, InterruptedException {
    return Peers.run(
        "impacket/exporter_client.py",
        scenario,
        HOST,
        caller.user(),
        caller.password().read(),
        caller.domain(),
        HexFormat.of().formatHex(progress.toByteArray()),
        level,
        more.length == 0 ? "" : more[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "privacy"})
  void theResolverTellsWhereTheObjectsAre(String level) throws Exception {
    JsonNode seen = impacket("resolver", level);
    assertThat(seen.get("oxid").asInt()).isEqualTo(exporter.objectPort());
    assertThat(seen.get("oxid2").asInt()).isEqualTo(exporter.objectPort());
    assertThat(seen.get("alive").asInt()).isZero();
    assertThat(seen.get("alive2").asInt()).isEqualTo(exporter.resolverPort());
    assertThat(seen.get("hint").asInt()).as("at least packet integrity").isEqualTo(6);
    assertThat(seen.get("version").toString()).isEqualTo("[5,7]");
    assertThat(seen.get("ping").asInt()).isZero();
    assertThat(seen.get("set").asLong()).isNotZero().isEqualTo(seen.get("removed").asLong());
  }

  @Test
  void theResolverTellsAnyoneWhereTheObjectsAreButKeepsNothingForHim() throws Exception {
    JsonNode seen = impacket("anyone", "none");
    assertThat(seen.get("alive2").asInt()).as(seen.toString()).isEqualTo(exporter.resolverPort());
    assertThat(seen.get("oxid2").asInt()).isEqualTo(exporter.objectPort());
    assertThat(seen.get("set").asText()).contains("access_denied");
  }

  @Test
  void statusIsServedToNobodyButTheAccountThatRunsTheOperation() throws Exception {
    JsonNode seen = as(OTHER, "vtable", "integrity");
    assertThat(seen.get("refused").asText()).containsIgnoringCase("access_denied");
    assertThat(calls).isEmpty();
  }

  @Test
  void anotherExporterIsNotKnown() throws Exception {
    // OR_INVALID_OXID.
    assertThat(impacket("unknown-oxid", "integrity").get("refused").asText()).contains("0x776");
  }

  @ParameterizedTest
  @CsvSource({"integrity,1", "integrity,2", "privacy,1", "privacy,2"})
  void interfacesAreQueriedAndReferencesCounted(String level, String version) throws Exception {
    JsonNode seen = impacket("rem-unknown", level, version);
    assertThat(seen.get("progress").asBoolean()).as("the same IPID").isTrue();
    assertThat(seen.get("oid").asBoolean()).as("the same object").isTrue();
    assertThat(seen.get("dispatch").asInt()).isZero();
    assertThat(seen.get("added").toString()).isEqualTo("[0]");
    assertThat(seen.get("released").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "privacy"})
  void wholeReferencesAreQueried(String level) throws Exception {
    JsonNode seen = impacket("rem-unknown2", level);
    assertThat(seen.get("hresults").toString()).isEqualTo("[0,2147500034]");
    assertThat(seen.get("dispatch").asBoolean()).as(seen.toString()).isTrue();
    assertThat(seen.get("oid").asBoolean()).isTrue();
    assertThat(seen.get("oxid").asBoolean()).isTrue();
    assertThat(seen.get("resolver").asInt()).isEqualTo(exporter.resolverPort());
  }

  @Test
  void anInterfaceThatIsNotThereIsDenied() throws Exception {
    JsonNode seen = impacket("no-interface", "privacy");
    assertThat(seen.toString()).containsAnyOf("E_NOINTERFACE", "2147500034", "-2147467262");
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "privacy"})
  void statusArrivesByItsSlot(String level) throws Exception {
    assertThat(impacket("vtable", level).get("hresults").toString()).isEqualTo("[0,0,0]");
    assertThat(calls).hasSize(3);
    ProgressCall first = calls.remove();
    assertThat(first.numerator()).isEqualTo(1);
    assertThat(first.denominator()).isEqualTo(3);
    assertThat(first.result()).isEqualTo(new Variant.Empty());
    assertThat(first.messages()).isEmpty();
    assertThat(first.terminal()).isFalse();
    ProgressCall second = calls.remove();
    assertThat(second.messages()).contains(progress);
    assertThat(second.terminal()).isFalse();
    ProgressCall third = calls.remove();
    assertThat(third.result())
        .isEqualTo(Variant.Interface.dispatch(java.util.Optional.of(progress)));
    assertThat(third.status()).isEqualTo(HResult.S_OK);
    assertThat(third.terminal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "privacy"})
  void statusArrivesThroughDispatch(String level) throws Exception {
    assertThat(impacket("invoke", level).get("raw").asInt()).isZero();
    ProgressCall call = calls.remove();
    assertThat(call.numerator()).isEqualTo(2);
    assertThat(call.denominator()).isEqualTo(5);
    assertThat(call.result()).isEqualTo(new Variant.Text("half way"));
    assertThat(call.messages()).contains(progress);
  }

  @Test
  void dispatchKnowsNothingButStatus() throws Exception {
    assertThat(impacket("invoke", "privacy", "2").get("raw").asLong()).isEqualTo(0x80020003L);
    assertThat(impacket("names", "privacy", "status").toString())
        .isEqualTo("{\"ids\":[1],\"hresult\":0}");
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"integrity,20000", "privacy,20000", "privacy,3000;64"})
  void aReportOfManyFragmentsArrivesWhole(String level, String size) throws Exception {
    int length = Integer.parseInt(size.split(";", -1)[0]);
    JsonNode seen = impacket("large", level, size.replace(';', ','));
    assertThat(seen.get("hresult").asInt()).isZero();
    assertThat(calls.remove().result()).isEqualTo(new Variant.Text("r".repeat(length)));
  }

  @Test
  void aRequestLargerThanTheLimitIsRefusedWhileItArrives() throws Exception {
    exporter.close();
    RpcLimits d = RpcLimits.DEFAULT;
    export(
        new RpcLimits(
            d.connections(),
            d.unauthenticated(),
            8192,
            d.requests(),
            d.handshake(),
            d.fragment(),
            d.idle()));
    assertThat(impacket("large", "integrity", "20000").has("refused")).isTrue();
    assertThat(calls).isEmpty();
    assertThat(impacket("large", "integrity", "2000").get("hresult").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "privacy"})
  void oneConnectionServesSeveralInterfaces(String level) throws Exception {
    assertThat(impacket("alter", level).toString()).isEqualTo("{\"status\":0,\"query\":0}");
    assertThat(calls).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "none,vtable",
    "connect,vtable",
    "connect,resolver",
  })
  void belowPacketIntegrityNobodyIsServed(String level, String scenario) throws Exception {
    assertThat(impacket(scenario, level).has("refused")).isTrue();
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CORP,svc-gpmc,wrong",
    "CORP,svc-gpmc,''",
    "CORP,nobody,Straße-42",
    "ELSEWHERE,svc-gpmc,Straße-42",
    "CORP,nobody,''",
  })
  void onlyTheConfiguredAccountIsServed(String domain, String user, String password)
      throws Exception {
    NtlmAccount stranger = new NtlmAccount(domain, user, password);
    for (String level : List.of("integrity", "privacy")) {
      assertThat(as(stranger, "vtable", level).get("refused").asText())
          .containsAnyOf("access_denied", "ACCESS_DENIED", "rpc_s_access_denied");
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void aCallToNoObjectIsAFault() throws Exception {
    assertThat(impacket("wrong-object", "privacy").has("refused")).isTrue();
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "05000700000000000000000000000000000000000000000000000000000000000000",
        // A variant that points to a string of 4 GiB.
        "0500070000000000000000000000000000000000000000000000000000000000"
            + "010000000200000000000000000002000000000005000000000000000800000000000000"
            + "0800000004000200ffffffffffffffffffffffff",
      })
  void argumentsThatAreNoneAreAFault(String stub) throws Exception {
    assertThat(impacket("stub", "integrity", stub).has("refused")).isTrue();
    assertThat(impacket("vtable", "integrity").get("hresults").toString()).isEqualTo("[0,0,0]");
    assertThat(calls).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"integrity", "headers"})
  void sambaAgrees(String level) throws Exception {
    Peers.assumeSamba();
    JsonNode seen = samba(CALLER, level);
    assertThat(seen.has("refused")).as(seen.toString()).isFalse();
    assertThat(seen.get("version").toString()).isEqualTo("[5,7]");
    assertThat(seen.get("alive").toString()).contains(HOST + "[" + exporter.resolverPort() + "]");
    assertThat(seen.get("objects").toString()).contains(HOST + "[" + exporter.objectPort() + "]");
    assertThat(seen.get("queried").asBoolean()).isTrue();
    assertThat(seen.get("hresult").asInt()).isZero();
    assertThat(seen.get("statuses").toString()).isEqualTo("[0,0,0]");
    assertThat(calls).extracting(ProgressCall::numerator).containsExactly(1, 2, 3);
  }

  @Test
  void sambaIsRefusedBelowPacketIntegrityAndWithAWrongPassword() throws Exception {
    Peers.assumeSamba();
    assertThat(samba(CALLER, "connect").has("refused")).isTrue();
    JsonNode nobody = samba(CALLER, "none");
    assertThat(nobody.has("refused")).as(nobody.toString()).isTrue();
    assertThat(nobody.has("objects")).as("where they are, anyone may know").isTrue();
    NtlmAccount stranger = new NtlmAccount(CALLER.domain(), CALLER.user(), "wrong");
    assertThat(samba(stranger, "integrity").has("refused")).isTrue();
    assertThat(calls).isEmpty();
  }

  private JsonNode samba(NtlmAccount caller, String level) throws Exception {
    return Peers.run(
        "samba/exporter_client.py",
        HOST,
        caller.user(),
        caller.password().read(),
        caller.domain(),
        HexFormat.of().formatHex(progress.toByteArray()),
        Integer.toString(exporter.resolverPort()),
        level);
  }

  @Test
  void aWithdrawnObjectIsGone() throws Exception {
    exporter.withdraw(progress);
    assertThat(impacket("vtable", "privacy").has("refused")).isTrue();
    assertThat(exporter.exported()).isZero();
  }
}
