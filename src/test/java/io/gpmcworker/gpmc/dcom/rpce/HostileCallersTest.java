package io.gpmcworker.gpmc.dcom.rpce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAcceptor;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who do not know the password, or the protocol. */
class HostileCallersTest {

  private static final UUID SERVED = UUID.fromString("99fcfec4-5260-101b-bbcb-00aa0021347a");

  private static final RpcLimits LIMITS =
      new RpcLimits(
          8, 4, 4096, 8192, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(5));

  /** A bind without authentication, of one interface and NDR. */
  private static final String BIND =
      "05000b0310000000"
          + "48000000"
          + "01000000"
          + "d016d01600000000"
          + "01000000"
          + "00000100"
          + "c4fefc9960521b10bbcb00aa0021347a"
          + "00000000"
          + "045d888aeb1cc9119fe808002b104860"
          + "02000000";

  private RpcServer server;
  private boolean called;

  @BeforeEach
  void listen() throws IOException {
    RpcService service =
        new RpcService() {
          @Override
          public boolean offers(UUID interfaceId) {
            return interfaceId.equals(SERVED);
          }

          @Override
          public byte[] call(RpcCall call) {
            called = true;
            return new byte[0];
          }
        };
    server =
        new RpcServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            service,
            () -> new NtlmAcceptor(List.of(new NtlmAccount("D", "u", "p")), "S"),
            LIMITS);
  }

  @AfterEach
  void close() {
    server.close();
    assertThat(called).as("a call by somebody unknown").isFalse();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** What the server says before it hangs up. */
  private static byte[] answer(Socket socket) throws IOException {
    try (socket;
        InputStream in = socket.getInputStream()) {
      return in.readAllBytes();
    } catch (java.net.SocketException e) {
      return new byte[0];
    }
  }

  private byte[] say(String hex) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(HexFormat.of().parseHex(hex));
    return answer(socket);
  }

  @ParameterizedTest
  @CsvSource({
    "not this protocol,474554202f20485454502f312e310d0a0d0a",
    "big-endian,05000b0300000000004800000000000100",
    "a fragment of 64 KiB,05000b0310000000ffff000001000000",
    "a fragment smaller than its head,05000b0310000000080000000100000000",
    "a trailer longer than the packet,05000b0310000000180000f001000000d016d01600000000",
    "a type that is none,0500ff03100000001800000001000000d016d01600000000",
    "an answer,050002031000000018000000010000000000000000000000",
  })
  void malformedPacketsEndTheConnection(String what, String hex) throws IOException {
    assertThat(say(hex)).as(what).isEmpty();
  }

  @Test
  void aBindWithoutAuthenticationIsRefused() throws IOException {
    byte[] answer = say(BIND);
    assertThat(answer[2]).as("bind_nak").isEqualTo((byte) 13);
  }

  @Test
  void aRequestBeforeAnythingElseIsRefused() throws IOException {
    byte[] answer = say("05000003100000001800000001000000" + "0000000000000000");
    assertThat(answer[2]).as("fault").isEqualTo((byte) 3);
    assertThat(answer[24]).as("access denied").isEqualTo((byte) 5);
  }

  @Test
  void whoDoesNotSayWhoHeIsIsSentAway() throws IOException {
    long start = System.nanoTime();
    assertThat(answer(connect())).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void whoSendsAByteAtATimeIsSentAway() throws Exception {
    try (Socket socket = connect()) {
      byte[] bind = HexFormat.of().parseHex(BIND);
      int sent = 0;
      try {
        while (sent < bind.length) {
          socket.getOutputStream().write(bind[sent++]);
          Thread.sleep(50);
        }
      } catch (IOException e) {
        // That is what is asked for.
      }
      assertThat(sent).isLessThan(bind.length);
    }
  }

  @Test
  void strangersDoNotUseUpTheConnections() throws IOException {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int n = 0; n < 3 * LIMITS.connections(); n++) {
        strangers.add(connect());
      }
      await().until(() -> server.connections() <= LIMITS.unauthenticated());
      await().until(() -> server.connections() == 0);
    } finally {
      for (Socket socket : strangers) {
        socket.close();
      }
    }
    assertThat(say(BIND)[2]).as("served again").isEqualTo((byte) 13);
  }

  @Test
  void noiseNeitherHangsNorFailsTheServer() throws IOException {
    Random random = new Random(7);
    byte[] bind = HexFormat.of().parseHex(BIND);
    for (int n = 0; n < 300; n++) {
      byte[] noisy = bind.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        noisy[16 + random.nextInt(noisy.length - 16)] = (byte) random.nextInt();
      }
      try (Socket socket = connect()) {
        socket.getOutputStream().write(noisy);
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (java.net.SocketException e) {
        // Sent away before everything was read.
      }
    }
    await().until(() -> server.connections() == 0);
    assertThat(say(BIND)[2]).isEqualTo((byte) 13);
  }
}
