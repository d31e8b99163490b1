package io.gpmcworker.gpmc.dcom.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.oaut.VariantWriter;
import io.gpmcworker.gpmc.dcom.orpc.ComVersion;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.AuthLevel;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcClient;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who are let in and talk nonsense, and callers who are not and make noise. */
class StatusFuzzTest {

  private static final NtlmAccount CALLER = new NtlmAccount("CORP", "svc-gpmc", "fuzz");
  private static final int ROUNDS = 1500;
  private static final int STATUS = 7;
  private static final int INVOKE = 6;

  private final Queue<ProgressCall> calls = new ConcurrentLinkedQueue<>();
  private ObjectExporter exporter;
  private ObjRef progress;
  private ObjRef dispatch;

  @BeforeEach
  void export() throws IOException {
    exporter =
        new ObjectExporter(
            new ExporterSettings(
                InetAddress.getLoopbackAddress(),
                0,
                0,
                List.of("127.0.0.1"),
                0,
                0,
                List.of(CALLER),
                "WORKER",
                RpcLimits.DEFAULT),
            Set.of(AsyncProgressObject.IID, Iids.IDISPATCH));
    progress =
        exporter.export(new AsyncProgressObject(CALLER, calls::add), AsyncProgressObject.IID);
    dispatch = exporter.query(progress, Iids.IDISPATCH).orElseThrow();
  }

  @AfterEach
  void close() {
    exporter.close();
    assertThat(exporter.connections()).isZero();
  }

  private RpcClient connect(int port, UUID iid) throws IOException {
    return new RpcClient(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        iid,
        CALLER,
        AuthLevel.PACKET_PRIVACY);
  }

  private static NdrWriter head() {
    NdrWriter out = new NdrWriter();
    ComVersion.CURRENT.write(out);
    return out.i32(0).i32(0).guid(new UUID(1, 2)).pointer(false);
  }

  private byte[] status(int numerator) {
    NdrWriter out = head().i32(numerator).i32(1000).i32(0);
    new VariantWriter(out).write(Variant.Interface.dispatch(java.util.Optional.of(progress)));
    out.pointer(true);
    progress.writePointer(out);
    return out.toByteArray();
  }

  private byte[] invocation() {
    NdrWriter out = head().i32(1).guid(new UUID(0, 0)).i32(0x409).i32(1);
    List<Variant> arguments =
        List.of(
            new Variant.Empty(),
            new Variant.Text("half way"),
            Variant.i4(0),
            Variant.i4(5),
            Variant.i4(2));
    out.pointer(true).pointer(false).i32(arguments.size()).i32(0);
    out.i32(arguments.size());
    new VariantWriter(out).writeArray(arguments);
    out.i32(0).i32(0).i32(0);
    return out.toByteArray();
  }

  private byte[] query() {
    return head()
        .guid(progress.reference().ipid())
        .i32(5)
        .u16(1)
        .i32(1)
        .guid(Iids.IDISPATCH)
        .toByteArray();
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes =
        random.nextInt(6) == 0
            ? Arrays.copyOf(whole, random.nextInt(2 * whole.length))
            : whole.clone();
    for (int n = random.nextInt(5); n >= 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xFF;
            case 1 -> 0;
            case 2 -> (byte) (bytes[at] ^ (1 << random.nextInt(8)));
            default -> (byte) random.nextInt();
          };
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"STATUS, 11", "INVOKE, 12", "REM_UNKNOWN, 13", "RESOLVER, 14"})
  void nonsenseOfAKnownCallerIsAFaultAndNothingElse(String target, long seed) throws Exception {
    Random random = new Random(seed);
    List<String> answers = new ArrayList<>();
    boolean resolver = target.equals("RESOLVER");
    UUID iid =
        switch (target) {
          case "STATUS" -> AsyncProgressObject.IID;
          case "INVOKE" -> Iids.IDISPATCH;
          case "REM_UNKNOWN" -> Iids.IREM_UNKNOWN2;
          default -> Iids.IOBJECT_EXPORTER;
        };
    try (RpcClient client =
        connect(resolver ? exporter.resolverPort() : exporter.objectPort(), iid)) {
      for (int n = 0; n < ROUNDS; n++) {
        byte[] whole =
            switch (target) {
              case "STATUS" -> status(1 + random.nextInt(900));
              case "INVOKE" -> invocation();
              default -> query();
            };
        byte[] stub = mutated(whole, random);
        UUID object =
            switch (target) {
              case "STATUS" -> progress.reference().ipid();
              case "INVOKE" -> dispatch.reference().ipid();
              default -> exporter.remUnknown();
            };
        int opnum =
            switch (target) {
              case "STATUS" -> STATUS;
              case "INVOKE" -> INVOKE;
              case "REM_UNKNOWN" -> 3 + random.nextInt(4);
              default -> random.nextInt(6);
            };
        try {
          client.call(object, !resolver, opnum, stub);
          answers.add("answered");
        } catch (IOException e) {
          answers.add(String.valueOf(e.getMessage()));
        }
      }
    }
    assertThat(answers)
        .as("RPC_X_BAD_STUB_DATA, never RPC_E_SERVERFAULT, never a lost connection")
        .containsOnly("answered", "fault 0x000006F7")
        .contains("answered");
    assertThat(exporter.exported()).as("still exported").isEqualTo(1);
    try (RpcClient client = connect(exporter.objectPort(), AsyncProgressObject.IID)) {
      client.call(progress.reference().ipid(), true, STATUS, status(999));
    }
    assertThat(calls).extracting(ProgressCall::numerator).contains(999);
  }

  @Test
  void noiseAtBothPortsDisturbsNoCallerWhoIsKnown() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> strangers = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      int port = n % 2 == 0 ? exporter.objectPort() : exporter.resolverPort();
      long seed = n;
      strangers.add(Thread.ofVirtual().start(() -> makeNoise(port, seed, over)));
    }
    try (RpcClient client = connect(exporter.objectPort(), AsyncProgressObject.IID)) {
      for (int n = 1; n <= 500; n++) {
        client.call(progress.reference().ipid(), true, STATUS, status(n));
      }
    } finally {
      over.set(true);
    }
    for (Thread stranger : strangers) {
      stranger.join();
    }
    assertThat(calls).extracting(ProgressCall::numerator).isSorted().hasSize(500);
    await().until(() -> exporter.connections() == 0);
  }

  private static void makeNoise(int port, long seed, AtomicBoolean over) {
    Random random = new Random(seed);
    while (!over.get()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        OutputStream out = socket.getOutputStream();
        byte[] noise = new byte[random.nextInt(1 << 14)];
        random.nextBytes(noise);
        if (noise.length > 16 && random.nextBoolean()) {
          // As if it began a bind, of a size that is taken or is not.
          byte[] head = {5, 0, 11, 3, 16, 0, 0, 0, noise[8], (byte) (noise[9] & 0x1F), 0, 0, 1, 0};
          System.arraycopy(head, 0, noise, 0, head.length);
        }
        out.write(noise);
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // Sent away.
      }
    }
  }
}
