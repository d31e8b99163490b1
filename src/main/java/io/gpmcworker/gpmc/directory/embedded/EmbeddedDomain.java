package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.LdapSession;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.ldap.SdFlagsControl;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A domain in this process, {@code corp.example} for one: its directory on a port of the loopback
 * interface and its SYSVOL in a folder. What is changed in it survives a restart.
 */
public final class EmbeddedDomain implements AutoCloseable {

  /** The sample whose backup takes long enough to be cancelled by hand. */
  public static final String LARGE_SAMPLE = SampleGpos.LARGE;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final DomainNames names;
  private final InMemoryDirectoryServer server;
  private final DirectoryFile file;
  private final Path sysvol;

  private EmbeddedDomain(
      DomainNames names, InMemoryDirectoryServer server, DirectoryFile file, Path sysvol) {
    this.names = names;
    this.server = server;
    this.file = file;
    this.sysvol = sysvol;
  }

  /**
   * Opens the domain that is kept in a folder; a new one with no GPO if the folder is empty.
   *
   * @param dataFolder holds {@code directory.ldif} and {@code sysvol}; created if missing
   * @param port the port to listen on, 0 for any free one
   * @throws IOException if the port is taken, or the folder cannot be read or written
   */
  public static EmbeddedDomain open(Path dataFolder, int port) throws IOException {
    return open(dataFolder, port, DomainNames.CORP.dnsName());
  }

  /**
   * As {@link #open(Path, int)}, but a domain of another name. The samples are not for it.
   *
   * @param dnsName its DNS name
   * @throws IOException if the port is taken, or the folder cannot be read or written
   */
  public static EmbeddedDomain open(Path dataFolder, int port, String dnsName) throws IOException {
    DomainNames names = DomainNames.of(dnsName);
    Path sysvol = dataFolder.resolve("sysvol");
    Files.createDirectories(sysvol.resolve(names.dnsName()).resolve("Policies"));
    AtomicLong usn = new AtomicLong();
    AtomicReference<@Nullable DirectoryFile> file = new AtomicReference<>();
    AtomicReference<@Nullable InMemoryDirectoryServer> directory = new AtomicReference<>();
    AdSemantics semantics =
        new AdSemantics(
            new AdDefaults(names), usn, dn -> read(directory.get(), dn), () -> changed(file.get()));
    try {
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config(names, port, semantics));
      directory.set(server);
      DirectoryFile saved = new DirectoryFile(dataFolder.resolve("directory.ldif"), server);
      if (saved.exists()) {
        saved.load();
        usn.set(highestUsn(server, names));
      } else {
        for (Entry entry : AdLayout.entries(names)) {
          semantics.complete(entry);
          server.add(entry);
        }
      }
      file.set(saved);
      server.startListening();
      return new EmbeddedDomain(names, server, saved, sysvol);
    } catch (LDAPException e) {
      throw new IOException(
          "The embedded domain cannot listen on port %d: %s. Choose another port, or 0 for any."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static InMemoryDirectoryServerConfig config(
      DomainNames names, int port, AdSemantics semantics) throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(names.baseDn());
    config.setSchema(AdSchema.schema());
    config.setEnforceAttributeSyntaxCompliance(false);
    config.setGenerateOperationalAttributes(false);
    config.addInMemoryOperationInterceptor(semantics);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "ldap", InetAddress.getLoopbackAddress(), port, null));
    config.setCustomRootDSEAttributes(
        List.of(
            new Attribute("defaultNamingContext", names.baseDn()),
            new Attribute("rootDomainNamingContext", names.baseDn()),
            new Attribute("configurationNamingContext", names.configurationDn()),
            new Attribute("namingContexts", names.baseDn(), names.configurationDn()),
            new Attribute("dnsHostName", names.controller()),
            new Attribute("domainFunctionality", "7"),
            new Attribute("forestFunctionality", "7"),
            new Attribute("domainControllerFunctionality", "7"),
            new Attribute("isSynchronized", "TRUE"),
            new Attribute("isGlobalCatalogReady", "TRUE"),
            new Attribute(
                "supportedControl",
                SdFlagsControl.OID,
                "1.2.840.113556.1.4.319",
                "1.2.840.113556.1.4.805")));
    return config;
  }

  private static @Nullable SearchResultEntry read(
      @Nullable InMemoryDirectoryServer server, String dn) {
    try {
      return server == null ? null : server.getEntry(dn, "*", "nTSecurityDescriptor");
    } catch (LDAPException e) {
      return null;
    }
  }

  private static void changed(@Nullable DirectoryFile file) {
    if (file != null) {
      file.changed();
    }
  }

  private static long highestUsn(InMemoryDirectoryServer server, DomainNames names)
      throws LDAPException {
    SearchResult all =
        server.search(names.baseDn(), SearchScope.SUB, Filter.createPresenceFilter("objectClass"));
    long highest = 0;
    for (SearchResultEntry entry :
        Objects.requireNonNullElse(all.getSearchEntries(), List.<SearchResultEntry>of())) {
      highest =
          Math.max(
              highest, Optional.ofNullable(entry.getAttributeValueAsLong("uSNChanged")).orElse(0L));
    }
    return highest;
  }

  /** The domain's DNS name. */
  public String dnsName() {
    return names.dnsName();
  }

  /** Where its directory listens: {@code ldap://127.0.0.1:port}. */
  public URI ldapAddress() {
    return URI.create(
        "ldap://"
            + InetAddress.getLoopbackAddress().getHostAddress()
            + ":"
            + server.getListenPort());
  }

  /** The folder that holds {@code corp.example/Policies}. */
  public Path sysvol() {
    return sysvol;
  }

  /**
   * How the driver reaches it.
   *
   * @param name the name that commands use
   */
  public DirectoryDomainSettings settings(String name) {
    return new DirectoryDomainSettings(
        name,
        dnsName(),
        new Controllers.Named(List.of(ldapAddress().getHost())),
        new HostNames(List.of(), TIMEOUT),
        LdapSettings.plain(ldapAddress().getPort(), TIMEOUT),
        new SysvolPlace.InFolder(sysvol));
  }

  /**
   * Adds the sample GPOs: one or two of each kind that one meets in the field, among them one with
   * thousands of files. Those that are there already are left as they are.
   *
   * @return how many were added
   * @throws IOException if they cannot be written
   */
  public int seedSamples() throws IOException {
    return seedSamples(name -> true);
  }

  /**
   * As {@link #seedSamples()}, but only those whose display names are wanted.
   *
   * @return how many were added
   * @throws IOException if they cannot be written
   */
  public int seedSamples(Predicate<String> wanted) throws IOException {
    try (DomainDirectory directory = connect()) {
      return new GpoInstaller(directory, folders())
          .installMissing(
              SampleGpos.all().stream().filter(gpo -> wanted.test(gpo.name())).toList());
    } catch (GpmcException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Loads every GPMC backup found anywhere below a folder as a GPO of this domain, with the GUID
   * that it had if that is free. What is no whole backup is skipped.
   *
   * @throws IOException if the folder cannot be read, or the domain cannot be written
   */
  public LoadedBackups loadBackups(Path folder) throws IOException {
    try (DomainDirectory directory = connect()) {
      return new BackupLoader(directory, folders()).load(folder);
    } catch (GpmcException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Its directory, for whoever does not go by the driver. */
  public DomainDirectory connect() {
    DirectoryDomainSettings settings = settings("embedded");
    try {
      return new DomainDirectory(
          dnsName(),
          new LdapSession(
              ldapAddress().getHost(), settings.ldap(), settings.names(), Optional.empty()));
    } catch (GpmcException e) {
      throw new IllegalStateException("plain LDAP needs no certificates", e);
    }
  }

  private FolderSysvol folders() {
    return new FolderSysvol(sysvol.resolve(dnsName()));
  }

  /** Stops listening and saves. */
  @Override
  public void close() throws IOException {
    server.shutDown(true);
    file.close();
  }
}
