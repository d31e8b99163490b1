package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.AsyncProgress;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An embedded domain, a backup store and a driver between them. */
final class TestDomain implements AutoCloseable {

  static final BackupStoreName STORE = new BackupStoreName("default");

  private static final AtomicInteger OPERATIONS = new AtomicInteger();

  final EmbeddedDomain embedded;
  final Path store;
  final DomainDirectory directory;
  final DirectoryDriver driver;
  private final Path base;

  private TestDomain(Path base, EmbeddedDomain embedded, UnaryOperator<Sysvol> sysvol)
      throws IOException {
    this.base = base;
    this.embedded = embedded;
    this.store = Files.createDirectories(base.resolve("store"));
    this.directory = embedded.connect();
    this.driver = driver(sysvol);
  }

  /** A domain of another name, in a folder beside. */
  static TestDomain open(Path base, String dnsName) throws IOException {
    return new TestDomain(
        base, EmbeddedDomain.open(base.resolve("domain"), 0, dnsName), UnaryOperator.identity());
  }

  static TestDomain open(Path base) throws IOException {
    return new TestDomain(
        base, EmbeddedDomain.open(base.resolve("domain"), 0), UnaryOperator.identity());
  }

  /** A second driver on the same domain whose SYSVOL behaves as given. */
  DirectoryDriver driver(UnaryOperator<Sysvol> sysvol) {
    return new DirectoryDriver(
        new DirectoryDomain(
            embedded.dnsName(),
            embedded.connect(),
            sysvol.apply(new FolderSysvol(sysvolFolder())),
            new BackupStores(Map.of(STORE, store))),
        neighbour -> Optional.empty());
  }

  /** A second driver on the same domain that can copy to another, by the name given. */
  DirectoryDriver beside(String name, DirectoryDriver other) {
    return new DirectoryDriver(
        new DirectoryDomain(
            embedded.dnsName(),
            embedded.connect(),
            new FolderSysvol(sysvolFolder()),
            new BackupStores(Map.of(STORE, store))),
        neighbour -> neighbour.equals(name) ? Optional.of(other) : Optional.empty());
  }

  /** A driver on the same domain that reaches its directory at another address. */
  DirectoryDriver driverThrough(URI ldap) {
    Duration timeout = Duration.ofSeconds(5);
    return new DirectoryDriver(
        new DirectoryDomainSettings(
            "corp",
            embedded.dnsName(),
            new Controllers.Named(List.of(ldap.getHost())),
            new HostNames(List.of(), timeout),
            LdapSettings.plain(ldap.getPort(), timeout),
            new SysvolPlace.InFolder(embedded.sysvol())),
        Map.of(STORE, store));
  }

  Path sysvolFolder() {
    return embedded.sysvol().resolve(embedded.dnsName());
  }

  Path gpoFolder(UUID gpo) {
    return sysvolFolder().resolve("Policies").resolve(Guids.braced(gpo));
  }

  GpmcResult run(GpmcRequest request) throws Exception {
    return run(driver, request, nextOperation(), progress -> {});
  }

  static OperationContext nextOperation() {
    return new OperationContext("operation-" + OPERATIONS.incrementAndGet());
  }

  static GpmcResult run(
      DirectoryDriver driver, GpmcRequest request, OperationContext context, AsyncProgress progress)
      throws Exception {
    return driver.start(request, context, progress).result().get(60, TimeUnit.SECONDS);
  }

  /** Starts a call and cancels it once it has done the given number of steps. */
  GpmcResult cancelledAfter(int steps, GpmcRequest request, OperationContext context)
      throws Exception {
    CompletableFuture<AsyncCall> started = new CompletableFuture<>();
    AtomicInteger done = new AtomicInteger();
    AsyncCall call =
        driver.start(
            request,
            context,
            progress -> {
              if (done.incrementAndGet() == steps) {
                started.join().cancel().cancel();
              }
            });
    if (steps == 0) {
      call.cancel().cancel();
    }
    started.complete(call);
    return call.result().get(60, TimeUnit.SECONDS);
  }

  <T extends ResultValue> T succeed(Class<T> type, GpmcRequest request) throws Exception {
    GpmcResult result = run(request);
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    return type.cast(result.value().orElseThrow());
  }

  ResultValue.Backup backup(String displayName) throws Exception {
    return succeed(
        ResultValue.Backup.class,
        new GpmcRequest.BackupGpo(new GpoName.ByDisplayName(displayName), STORE, "test"));
  }

  UUID idOf(String displayName) throws GpmcException {
    return directory.gpos().get(new GpoName.ByDisplayName(displayName)).attributes().id();
  }

  GpoAttributes attributes(UUID gpo) throws GpmcException {
    return directory.gpos().find(gpo).orElseThrow().attributes();
  }

  /** A GPO's files but gpt.ini, as {@link FileTree#of} gives them. */
  Map<String, String> files(UUID gpo) {
    Map<String, String> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    files.putAll(FileTree.of(gpoFolder(gpo)));
    files.remove("gpt.ini");
    return files;
  }

  void removeWmiFilters() throws LDAPException {
    try (LDAPConnection connection =
        new LDAPConnection(embedded.ldapAddress().getHost(), embedded.ldapAddress().getPort())) {
      SearchResult filters =
          connection.search(
              "CN=SOM,CN=WMIPolicy,CN=System,DC=corp,DC=example",
              SearchScope.ONE,
              "(objectClass=msWMI-Som)");
      for (var filter : Objects.requireNonNull(filters.getSearchEntries())) {
        connection.delete(filter.getDN());
      }
    }
  }

  Path base() {
    return base;
  }

  @Override
  public void close() throws IOException {
    driver.close();
    directory.close();
    embedded.close();
  }
}
