package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that take a connection and do not speak hold nobody beyond the bound of a call. */
class SilentHostTest {

  private static final String ADDRESS = ServedDomain.address(13);
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** What a host does with who connects. */
  enum Host {
    /** Says nothing. */
    SILENT {
      @Override
      void serve(Socket caller) throws IOException {
        caller.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      }
    },
    /** Always says a little more, and is never done: no read ever times out. */
    TRICKLING {
      @Override
      void serve(Socket caller) throws IOException {
        // The head of a packet of 5,840 bytes, and then one of them at a time.
        byte[] head = {5, 0, 12, 3, 16, 0, 0, 0, (byte) 0xD0, 0x16, 0, 0, 1, 0, 0, 0};
        caller.getOutputStream().write(head);
        for (int n = head.length; n < 5840; n++) {
          caller.getOutputStream().flush();
          caller.setSoTimeout(200);
          try {
            if (caller.getInputStream().read() < 0) {
              return;
            }
          } catch (java.net.SocketTimeoutException e) {
            // The pace of a trickle.
          }
          caller.getOutputStream().write(0);
        }
      }
    },
    /** Hangs up. */
    CURT {
      @Override
      void serve(Socket caller) throws IOException {
        caller.close();
      }
    },
    /** Speaks something else. */
    FOREIGN {
      @Override
      void serve(Socket caller) throws IOException {
        caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
        caller.getOutputStream().flush();
        caller.close();
      }
    };

    abstract void serve(Socket caller) throws IOException;
  }

  private ObjectExporter callbacks;
  private DcomDriver driver;

  @BeforeEach
  void open() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    callbacks = ServedDomain.listen();
    driver =
        new DcomDriver(
            new DcomDomainSettings(
                "corp.example",
                new ComHost(ADDRESS, ServedDomain.CLIENT, BOUND),
                ServedDomain.RUN_AS,
                Map.of(),
                Map.of(),
                BOUND),
            callbacks);
  }

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
      callbacks.close();
    }
  }

  private AsyncCall start() throws Exception {
    return driver.start(
        new GpmcRequest.ReportGpo(new GpoName.ByDisplayName("any"), ReportType.XML),
        new OperationContext("silent"),
        step -> {});
  }

  private record Listening(ServerSocket socket, Thread accepting) implements AutoCloseable {

    static Listening as(Host host) throws IOException {
      ServerSocket socket = new ServerSocket(135, 10, InetAddress.getByName(ADDRESS));
      return new Listening(socket, Thread.ofPlatform().daemon().start(() -> accept(socket, host)));
    }

    private static void accept(ServerSocket socket, Host host) {
      try {
        while (true) {
          Socket caller = socket.accept();
          Thread.ofVirtual().start(() -> serve(host, caller));
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    @Override
    public void close() throws Exception {
      socket.close();
      accepting.join();
    }
  }

  private static void serve(Host host, Socket caller) {
    try (caller) {
      host.serve(caller);
    } catch (IOException e) {
      // The caller has had enough.
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOperationEndsWithinTheBound(Host kind) throws Exception {
    try (Listening host = Listening.as(kind)) {
      long began = System.nanoTime();
      GpmcResult result = start().result().get(30, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND.multipliedBy(5));
      assertThat(host.socket().isClosed()).isFalse();
      assertThat(result.overallStatus().failed()).isTrue();
      assertThat(result.undone()).as("nothing was asked for yet").isTrue();
      assertThat(result.detail()).as(kind.name()).contains(ADDRESS);
      if (kind == Host.SILENT || kind == Host.TRICKLING) {
        assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.ERROR_TIMEOUT);
      }
      assertThat(driver.exported()).isZero();
    }
  }

  @Test
  void aCancelThatCannotReachTheHostStillEndsWithinTheBound() throws Exception {
    try (Listening host = Listening.as(Host.SILENT)) {
      AsyncCall call = start();
      long began = System.nanoTime();
      call.cancel().cancel();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("cancel() does not wait")
          .isLessThan(Duration.ofSeconds(1));
      assertThat(call.result().get(30, TimeUnit.SECONDS).overallStatus().failed()).isTrue();
      assertThat(host.socket().isClosed()).isFalse();
    }
  }
}
