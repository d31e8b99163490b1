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
import io.gpmcworker.testing.ForwardedPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private static ForwardedPort forwarded(int port) throws IOException {
    return new ForwardedPort(new InetSocketAddress(OUTSIDE, port));
  }

  private static InetSocketAddress inside(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void theHostCallsBackAtTheAdvertisedAddressAndPorts() throws Exception {
    ServedDomain.assumePort(HOST);
    ServedDomain.assumePort(OUTSIDE);
    try (ForwardedPort resolver = forwarded(RESOLVER);
        ForwardedPort objects = forwarded(0);
        ObjectExporter callbacks =
            DcomDriver.listen(
                new ExporterSettings(
                    InetAddress.getLoopbackAddress(),
                    0,
                    0,
                    List.of(OUTSIDE),
                    objects.port(),
                    RESOLVER,
                    List.of(ServedDomain.RUN_AS),
                    "WORKER",
                    RpcLimits.DEFAULT));
        ServedDomain served = new ServedDomain(base, HOST, 0);
        DcomDriver driver =
            served.driver(HOST, ServedDomain.PASSWORD, Duration.ofSeconds(10), callbacks)) {
      resolver.leadTo(inside(callbacks.resolverPort()));
      objects.leadTo(inside(callbacks.objectPort()));
      assertThat(callbacks.objectAddresses().addresses())
          .containsExactly(OUTSIDE + "[" + objects.port() + "]");
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
      assertThat(resolver.used()).as("at 135, which no reference has to name").isPositive();
      assertThat(objects.used()).isPositive();
      assertThatThrownBy(() -> new Socket(OUTSIDE, callbacks.objectPort()).close())
          .as("it listens on the address that it is bound to and no other")
          .isInstanceOf(ConnectException.class);
    }
  }
}
