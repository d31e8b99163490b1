package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.KerberosLogin;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.LdapProbe;
import io.gpmcworker.gpmc.directory.ldap.LdapSession;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.SmbSysvol;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The controllers of a domain. Stays with one as long as it answers, and then takes the next. What
 * is connected to a controller serves all operations on it.
 */
public final class DomainControllers implements DomainSource {

  private static final System.Logger LOG = System.getLogger(DomainControllers.class.getName());

  private final DirectoryDomainSettings settings;
  private final BackupStores stores;
  private final ReportTemplates templates;
  private final ControllerCalls calls;
  private final Optional<KerberosLogin> ldapTickets;
  private final Map<String, DirectoryDomain> known = new HashMap<>();
  private @Nullable String current;
  private boolean closed;

  /** Connects when first needed. */
  public DomainControllers(
      DirectoryDomainSettings settings,
      BackupStores stores,
      ReportTemplates templates,
      ControllerCalls calls) {
    this.settings = settings;
    this.stores = stores;
    this.templates = templates;
    this.calls = calls;
    this.ldapTickets = tickets(settings.ldap().credentials());
  }

  private static Optional<KerberosLogin> tickets(Credentials credentials) {
    return credentials instanceof Credentials.Kerberos kerberos
        ? Optional.of(new KerberosLogin(kerberos))
        : Optional.empty();
  }

  @Override
  public DirectoryDomain pin() throws GpmcException {
    if (settings.controllers() instanceof Controllers.Named(List<String> hosts)
        && hosts.size() == 1) {
      return at(hosts.getFirst());
    }
    Optional<String> last = current();
    if (last.isPresent()) {
      try {
        return answering(last.get());
      } catch (GpmcException e) {
        refuseIfDenied(e);
        LOG.log(System.Logger.Level.WARNING, "Leaving a domain controller: {0}", e.getMessage());
      }
    }
    return firstAnswering(last);
  }

  private DirectoryDomain firstAnswering(Optional<String> failed) throws GpmcException {
    List<GpmcException> failures = new ArrayList<>();
    List<String> hosts = new ArrayList<>(hosts());
    // The one that has just failed may be back, if no other answers.
    if (failed.filter(hosts::remove).isPresent()) {
      hosts.add(failed.get());
    }
    for (String host : hosts) {
      try {
        DirectoryDomain domain = answering(host);
        become(host);
        return domain;
      } catch (GpmcException e) {
        refuseIfDenied(e);
        failures.add(e);
      }
    }
    GpmcException first = failures.getFirst();
    failures.stream().skip(1).forEach(first::addSuppressed);
    throw hosts.size() == 1
        ? first
        : new GpmcException(
            first.hresult(),
            "None of the domain controllers %s can be used; the first: %s"
                .formatted(String.join(", ", hosts), first.getMessage()),
            first);
  }

  /** Another controller would refuse the account as well, and lock it in the end. */
  private static void refuseIfDenied(GpmcException failure) throws GpmcException {
    if (failure.hresult().equals(HResult.E_ACCESSDENIED)) {
      throw failure;
    }
  }

  @Override
  public List<String> controllers() throws GpmcException {
    return hosts();
  }

  @Override
  public DirectoryDomain pin(String controller) throws GpmcException {
    return answering(controller);
  }

  private List<String> hosts() throws GpmcException {
    return switch (settings.controllers()) {
      case Controllers.Named(List<String> hosts) -> hosts;
      case Controllers.FromDns(Optional<String> site) -> fromDns(site);
    };
  }

  private List<String> fromDns(Optional<String> site) throws GpmcException {
    String service = "_ldap._tcp.%sdc._msdcs." + settings.dnsName();
    Set<String> hosts = new LinkedHashSet<>();
    try {
      if (site.isPresent()) {
        hosts.addAll(settings.names().services(service.formatted(site.get() + "._sites.")));
      }
      hosts.addAll(settings.names().services(service.formatted("")));
    } catch (UnknownHostException e) {
      throw new GpmcException(
          HResult.ERROR_DS_SERVER_DOWN,
          "The domain controllers of %s cannot be looked up in DNS (%s); check the DNS servers, or name the controllers."
              .formatted(settings.dnsName(), e.getMessage()),
          e);
    }
    if (hosts.isEmpty()) {
      throw new GpmcException(
          HResult.ERROR_DS_SERVER_DOWN,
          "DNS knows no domain controller of %s (%s); check the DNS servers, or name the controllers."
              .formatted(settings.dnsName(), service.formatted("")));
    }
    return List.copyOf(hosts);
  }

  /** The domain on a controller of which both halves answer. */
  private DirectoryDomain answering(String host) throws GpmcException {
    DirectoryDomain domain = at(host);
    domain.directory().check();
    try {
      domain.sysvol().connect();
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
    return domain;
  }

  private synchronized Optional<String> current() {
    return Optional.ofNullable(current);
  }

  private synchronized void become(String host) {
    current = host;
  }

  private synchronized DirectoryDomain at(String host) throws GpmcException {
    if (closed) {
      throw new GpmcException(HResult.E_ABORT, "The driver of this domain has been closed.");
    }
    @Nullable DirectoryDomain domain = known.get(host);
    if (domain == null) {
      LdapSession session =
          new LdapSession(host, settings.ldap(), settings.names(), ldapTickets, calls);
      Sysvol sysvol = sysvol(host);
      domain =
          new DirectoryDomain(
              settings.dnsName(),
              new DomainDirectory(settings.dnsName(), session),
              sysvol,
              stores,
              templates.of(sysvol));
      known.put(host, domain);
    }
    return domain;
  }

  private Sysvol sysvol(String host) {
    return switch (settings.sysvol()) {
      case SysvolPlace.InFolder(var folder) -> new FolderSysvol(folder.resolve(settings.dnsName()));
      case SysvolPlace.OnControllers(var smb) ->
          new SmbSysvol(
              new SmbShare(
                  host,
                  SmbSysvol.SHARE,
                  smb,
                  settings.names(),
                  smb.credentials().equals(settings.ldap().credentials())
                      ? ldapTickets
                      : tickets(smb.credentials()),
                  calls),
              settings.dnsName());
    };
  }

  @Override
  public void examine(Examination examination) {
    examination.step(
        "DNS",
        "Correct controllers or dns-name, or give dns-servers that know the domain.",
        () -> {
          List<String> hosts = hosts();
          return "%s is %s".formatted(hosts.getFirst(), addresses(hosts.getFirst()));
        });
    if (!examination.passed()) {
      return;
    }
    try {
      examine(examination, hosts().getFirst());
    } catch (GpmcException e) {
      examination.step(
          "domain controller",
          "Look at the settings of the domain.",
          () -> {
            throw e;
          });
    }
  }

  private void examine(Examination examination, String host) throws GpmcException {
    LdapProbe probe = new LdapProbe(host, settings.ldap(), settings.names());
    examination.step(
        "LDAP",
        "Open TCP %d of the controller to this machine, or correct ldap.port."
            .formatted(settings.ldap().port()),
        probe::connect);
    if (settings.ldap().security().isTls()) {
      examination.step(
          "TLS",
          "Give the authority of the controller's certificate as ldap.ca-file, and name the controller as its certificate does.",
          probe::tls);
    }
    DomainExamination domain = new DomainExamination(at(host));
    domain.directory(examination);
    domain.files(examination);
  }

  private String addresses(String host) throws GpmcException {
    try {
      return settings.names().addresses(host).stream()
          .map(InetAddress::getHostAddress)
          .collect(Collectors.joining(", "));
    } catch (UnknownHostException e) {
      throw new GpmcException(
          HResult.ERROR_DS_SERVER_DOWN,
          "The domain controller %s is not known (%s).".formatted(host, e.getMessage()),
          e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    known.values().forEach(DirectoryDomain::close);
  }
}
