package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker in a container: it listens on ports of its own, and hosts reach it at another address,
 * its resolver at 135 and its objects at a port that somebody forwards.
 */
class ForwardedCallbacksTest {

  private static final String HOST = ServedDomain.address(17);
  private static final String OUTSIDE = ServedDomain.address(14);
  private static final int RESOLVER = 135;

  @TempDir Path base;

  /** A port mapping, as a container platform makes one. */
  private static final class Mapping implements Closeable {

    private final ServerSocket listener;
    private final AtomicInteger used = new AtomicInteger();
    private volatile int inside;

    Mapping(int port) throws IOException {
      listener = new ServerSocket(port, 50, InetAddress.getByName(OUTSIDE));
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      try {
        while (true) {
          Socket caller = listener.accept();
          used.incrementAndGet();
          Socket onward = new Socket(InetAddress.getLoopbackAddress(), inside);
          Thread.ofVirtual().start(() -> carry(caller, onward));
          Thread.ofVirtual().start(() -> carry(onward, caller));
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    private static void carry(Socket from, Socket to) {
      try (from;
          to) {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        // One side has hung up.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  @Test
  void theHostCallsBackAtTheAdvertisedAddressAndPorts() throws Exception {
    ServedDomain.assumePort(HOST);
    ServedDomain.assumePort(OUTSIDE);
    try (Mapping resolver = new Mapping(RESOLVER);
        Mapping objects = new Mapping(0);
        ObjectExporter callbacks =
            DcomDriver.listen(
                new ExporterSettings(
                    InetAddress.getLoopbackAddress(),
                    0,
                    0,
                    List.of(OUTSIDE),
                    objects.listener.getLocalPort(),
                    RESOLVER,
                    List.of(ServedDomain.RUN_AS),
                    "WORKER",
                    RpcLimits.DEFAULT));
        ServedDomain served = new ServedDomain(base, HOST, 0);
        DcomDriver driver =
            served.driver(HOST, ServedDomain.PASSWORD, Duration.ofSeconds(10), callbacks)) {
      resolver.inside = callbacks.resolverPort();
      objects.inside = callbacks.objectPort();
      assertThat(callbacks.objectAddresses().addresses())
          .containsExactly(OUTSIDE + "[" + objects.listener.getLocalPort() + "]");
      GpmcResult result =
          driver
              .start(
                  new GpmcRequest.ReportGpo(
                      new GpoName.ById(served.gpos.getFirst().id()), ReportType.XML),
                  new OperationContext("forwarded"),
                  step -> {})
              .result()
              .get(60, TimeUnit.SECONDS);
      assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
      assertThat(resolver.used).as("at 135, which no reference has to name").hasPositiveValue();
      assertThat(objects.used).hasPositiveValue();
      assertThatThrownBy(() -> new Socket(OUTSIDE, callbacks.objectPort()).close())
          .as("it listens on the address that it is bound to and no other")
          .isInstanceOf(ConnectException.class);
    }
  }
}
