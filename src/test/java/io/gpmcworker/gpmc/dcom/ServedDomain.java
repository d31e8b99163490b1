package io.gpmcworker.gpmc.dcom;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import io.gpmcworker.gpmc.dcom.server.GpmcServer;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** An embedded domain, served by a GPMC server on a loopback address, and drivers for it. */
final class ServedDomain implements AutoCloseable {

  static final BackupStoreName STORE = new BackupStoreName("default");
  static final String FOLDER = "\\\\files\\backups";
  static final NtlmAccount CLIENT = new NtlmAccount("CORP", "svc-worker", "Zugang-1");
  static final NtlmAccount RUN_AS = new NtlmAccount("CORP", "svc-gpmc", "Rückruf-2");

  /** j-Interop knows no port but this one. */
  private static final int PORT = 135;

  final EmbeddedDomain embedded;
  final DirectoryDriver directory;
  final GpmcServer server;
  final Path store;
  final List<ResultValue.Gpo> gpos;

  /** Where the drivers are called back. */
  final ObjectExporter callbacks;

  ServedDomain(Path base, String address, int leastMinorVersion) throws Exception {
    this(base, InetAddress.getByName(address), PORT, leastMinorVersion);
  }

  /** A port of one's own is enough for callers that can be told which. */
  ServedDomain(Path base, InetAddress address, int port, int leastMinorVersion) throws Exception {
    callbacks =
        DcomDriver.listen(
            new ExporterSettings(
                InetAddress.getLoopbackAddress(),
                0,
                0,
                List.of("127.0.0.1"),
                0,
                0,
                List.of(RUN_AS),
                "WORKER",
                RpcLimits.DEFAULT));
    store = Files.createDirectories(base.resolve("store"));
    embedded = EmbeddedDomain.open(base.resolve("domain"), 0);
    embedded.seedSamples();
    directory = new DirectoryDriver(embedded.settings("corp"), Map.of(STORE, store));
    try (DomainDirectory names = embedded.connect()) {
      gpos = names.gpos().all().stream().map(GpoContainer::asResult).toList();
    }
    server =
        new GpmcServer(
            address,
            port,
            CLIENT,
            RUN_AS,
            directory,
            embedded.dnsName(),
            gpos,
            Map.of(FOLDER, STORE),
            leastMinorVersion);
  }

  /** Skips the test, aloud, where port 135 is not for ordinary users. */
  static void assumePort(String address) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address, PORT));
    } catch (BindException e) {
      Assumptions.abort(
          "port 135 of "
              + address
              + " cannot be listened on ("
              + e.getMessage()
              + "); the DCOM client, which knows no other port, is not tested here");
    }
  }

  DcomDriver driver(String address) {
    return driver(address, CLIENT.password(), Duration.ofSeconds(10));
  }

  DcomDriver driver(String address, String password, Duration callTimeout) {
    return new DcomDriver(
        new DcomDomainSettings(
            embedded.dnsName(),
            new ComHost(address, CLIENT.domain(), CLIENT.user(), password, callTimeout),
            RUN_AS,
            Map.of(STORE, FOLDER),
            Map.of("corp", embedded.dnsName()),
            Duration.ofSeconds(1)),
        callbacks);
  }

  @Override
  public void close() throws IOException {
    server.close();
    callbacks.close();
    directory.close();
    embedded.close();
  }
}
