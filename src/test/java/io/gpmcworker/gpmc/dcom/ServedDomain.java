package io.gpmcworker.gpmc.dcom;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import io.gpmcworker.gpmc.dcom.server.Catalogue;
import io.gpmcworker.gpmc.dcom.server.GpmcServer;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.starter.StarterTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An embedded domain, served by a GPMC server on a loopback address, and drivers for it. */
final class ServedDomain implements AutoCloseable {

  static final BackupStoreName STORE = new BackupStoreName("default");
  static final UUID STARTER = UUID.fromString("0cc42745-34a0-4c7e-acfa-37ce56b13706");
  static final String STARTER_NAME = "Baseline";
  static final String FOLDER = "\\\\files\\backups";
  static final String PASSWORD = "Zugang-1";
  static final String RUN_AS_PASSWORD = "Rückruf-2";
  static final NtlmAccount CLIENT = new NtlmAccount("CORP", "svc-worker", PASSWORD);
  static final NtlmAccount RUN_AS = new NtlmAccount("CORP", "svc-gpmc", RUN_AS_PASSWORD);

  /** Of this process alone: all of 127/8 is this machine, and several builds may share it. */
  private static final long NETWORK = ProcessHandle.current().pid();

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
    this(base, InetAddress.getByName(address), PORT, leastMinorVersion, RpcLimits.DEFAULT);
  }

  /** One that serves callers within limits of its own. */
  ServedDomain(Path base, String address, RpcLimits limits) throws Exception {
    this(base, InetAddress.getByName(address), PORT, 0, limits);
  }

  /** A port of one's own is enough for callers that can be told which. */
  ServedDomain(Path base, InetAddress address, int port, int leastMinorVersion) throws Exception {
    this(base, address, port, leastMinorVersion, RpcLimits.DEFAULT);
  }

  private ServedDomain(
      Path base, InetAddress address, int port, int leastMinorVersion, RpcLimits limits)
      throws Exception {
    callbacks = listen();
    store = Files.createDirectories(base.resolve("store"));
    embedded = EmbeddedDomain.open(base.resolve("domain"), 0);
    embedded.seedSamples();
    seedStarterGpo();
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
            catalogue(),
            Map.of(FOLDER, STORE),
            leastMinorVersion,
            limits);
  }

  /** The n-th address of this machine that is this process's, whose port 135 nobody else uses. */
  static String address(int n) {
    return "127.%d.%d.%d".formatted(100 + NETWORK / 250 % 100, NETWORK % 250, n);
  }

  /** Listens for callbacks, at free ports of this machine alone. */
  static ObjectExporter listen() throws IOException {
    return DcomDriver.listen(
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
  }

  /** A Starter GPO with a template of our own making: Microsoft's schema of it is not published. */
  private void seedStarterGpo() throws IOException {
    Path starter = starterGpos().resolve(GpoName.braced(STARTER));
    Files.createDirectories(starter.resolve("Machine"));
    Files.createDirectories(starter.resolve("User"));
    Files.write(
        starter.resolve("Machine/Registry.pol"), new RegistryPolicy(List.of()).toByteArray());
    Files.writeString(
        starter.resolve(StarterTemplate.NAME),
        "<template xmlns=\"urn:test\"><ID>%s</ID><DisplayName>%s</DisplayName></template>"
            .formatted(GpoName.braced(STARTER), STARTER_NAME));
  }

  private Path starterGpos() {
    return embedded.sysvol().resolve(embedded.dnsName()).resolve("StarterGPOs");
  }

  private Catalogue catalogue() {
    return new Catalogue() {
      @Override
      public List<ResultValue.Gpo> gpos() {
        try (DomainDirectory names = embedded.connect()) {
          return names.gpos().all().stream().map(GpoContainer::asResult).toList();
        } catch (GpmcException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public List<ResultValue.StarterGpo> starterGpos() {
        try (Stream<Path> folders = Files.list(ServedDomain.this.starterGpos())) {
          return folders.map(this::starterGpo).toList();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      private ResultValue.StarterGpo starterGpo(Path folder) {
        try {
          StarterTemplate template =
              StarterTemplate.read(Files.readAllBytes(folder.resolve(StarterTemplate.NAME)));
          GpoName.ById id = (GpoName.ById) GpoName.parse(folder.getFileName().toString());
          return new ResultValue.StarterGpo(
              id.id(), template.displayName().orElseThrow(), embedded.dnsName());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** Why the port of the resolver cannot be had, if so. */
  static Optional<String> portProblem(String address) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address, PORT));
      return Optional.empty();
    } catch (BindException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Skips the test, aloud, where port 135 is not for ordinary users. */
  static void assumePort(String address) throws IOException {
    portProblem(address)
        .ifPresent(problem ->
            Assumptions.abort(
                "port 135 of "
                    + address
                    + " cannot be listened on ("
                    + problem
                    + "); the DCOM client, which knows no other port, is not tested here"));
  }

  DcomDriver driver(String address) {
    return driver(address, PASSWORD, Duration.ofSeconds(10));
  }

  DcomDriver driver(String address, String password, Duration callTimeout) {
    return driver(address, password, callTimeout, callbacks);
  }

  DcomDriver driver(
      String address, String password, Duration callTimeout, ObjectExporter calledBackAt) {
    return new DcomDriver(settings(address, password, callTimeout), calledBackAt);
  }

  DcomDomainSettings settings(String address, String password, Duration callTimeout) {
    return new DcomDomainSettings(
        embedded.dnsName(),
        new ComHost(
            address, new NtlmAccount(CLIENT.domain(), CLIENT.user(), password), callTimeout),
        RUN_AS,
        Map.of(STORE, FOLDER),
        Map.of("corp", embedded.dnsName()),
        Duration.ofSeconds(1));
  }

  @Override
  public void close() throws IOException {
    server.close();
    callbacks.close();
    directory.close();
    embedded.close();
  }
}
