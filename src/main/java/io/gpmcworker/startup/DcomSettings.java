package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.dcom.DcomDomainSettings;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.startup.DomainsConfig.Driver;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What is configured for the dcom driver: of each domain, and of the callbacks to all of them. */
final class DcomSettings {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  /** An absolute path of Windows: on a drive, or on a share. */
  private static final Pattern FOLDER =
      Pattern.compile("(?:[A-Za-z]:|\\\\\\\\[^\\\\/:*?\"<>|]+)(?:\\\\[^\\\\/:*?\"<>|]+)+");

  private static final String NAME = "GPMC-WORKER";
  private static final int MAX_PORT = 65_535;

  private DcomSettings() {}

  /**
   * The settings of one domain. Passwords are read now, to see that they are there, and again at
   * each log-on.
   *
   * @throws UnfitException if they are incomplete or contradict each other; names the key
   */
  static DcomDomainSettings of(String name, DomainsConfig config) throws UnfitException {
    String key = "gpmc.domains." + name;
    DomainsConfig.Domain domain = required(config, name);
    DomainsConfig.Dcom dcom =
        domain
            .dcom()
            .orElseThrow(() ->
                new UnfitException(
                    "%s.dcom.host is missing; name the Windows host with GPMC.".formatted(key)));
    NtlmAccount account = account(key + ".account", domain.account());
    NtlmAccount caller =
        dcom.callbackAccount().isPresent()
            ? account(key + ".dcom.callback-account", dcom.callbackAccount().get())
            : account;
    Map<String, String> dnsNames = new HashMap<>();
    config.domains().forEach((other, one) -> dnsNames.put(other, one.dnsName()));
    return new DcomDomainSettings(
        domain.dnsName(),
        new ComHost(
            host(key + ".dcom.host", dcom.host()),
            account,
            positive(key + ".dcom.call-timeout", dcom.callTimeout())),
        caller,
        folders(key + ".dcom.backup-stores", dcom.backupStores()),
        dnsNames,
        positive(key + ".dcom.silence", dcom.silence()));
  }

  private static DomainsConfig.Domain required(DomainsConfig config, String name)
      throws UnfitException {
    DomainsConfig.Domain domain = config.domains().get(name);
    if (domain == null) {
      throw new UnfitException("gpmc.domains.%s is not configured.".formatted(name));
    }
    return domain;
  }

  /**
   * Where the hosts of all domains with this driver call back, and as whom.
   *
   * @throws UnfitException if the settings are incomplete or contradict each other; names the key
   */
  static ExporterSettings callbacks(CallbackConfig config, DomainsConfig domains)
      throws UnfitException {
    String key = "gpmc.dcom.callback.";
    List<NtlmAccount> callers = new ArrayList<>();
    for (Map.Entry<String, DomainsConfig.Domain> domain : domains.domains().entrySet()) {
      if (domain.getValue().driver() == Driver.DCOM) {
        callers.add(of(domain.getKey(), domains).caller());
      }
    }
    List<String> hosts = config.advertisedHosts().orElse(List.of());
    if (hosts.isEmpty()) {
      throw new UnfitException(
          "%sadvertised-hosts is missing; give the names or addresses by which the Windows hosts reach this worker."
              .formatted(key));
    }
    for (String host : hosts) {
      host(key + "advertised-hosts", host);
    }
    InetAddress bind;
    try {
      bind = InetAddress.ofLiteral(config.bind());
    } catch (IllegalArgumentException e) {
      throw new UnfitException(
          "%sbind is '%s'; write an IP address of this machine, or 0.0.0.0 for all."
              .formatted(key, config.bind()));
    }
    return new ExporterSettings(
        bind,
        port(key + "port", config.port()),
        port(key + "resolver-port", config.resolverPort()),
        hosts,
        advertised(key + "advertised-port", config.advertisedPort()),
        advertised(key + "advertised-resolver-port", config.advertisedResolverPort()),
        callers,
        NAME,
        RpcLimits.DEFAULT);
  }

  private static NtlmAccount account(String key, AccountConfig account) throws UnfitException {
    if (!(new ConfiguredAccount(key, account).credentials()
        instanceof Credentials.UserPassword credentials)) {
      throw new UnfitException(
          "%s.authentication must be 'password': DCOM is spoken with NTLM.".formatted(key));
    }
    String[] parts = credentials.userName().split("\\\\", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new UnfitException(
          "%s.name is '%s'; write it as DOMAIN\\name.".formatted(key, credentials.userName()));
    }
    NtlmAccount known = new NtlmAccount(parts[0], parts[1], () -> password(credentials.password()));
    try {
      known.password().read();
    } catch (IOException e) {
      throw new UnfitException("%s.password-file: %s".formatted(key, e.getMessage()));
    }
    return known;
  }

  private static String password(Secret secret) throws IOException {
    try {
      return new String(secret.read());
    } catch (GpmcException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String host(String key, String host) throws UnfitException {
    if (!HOST.matcher(host).matches()) {
      throw new UnfitException(
          "%s is '%s'; write a host's name or IPv4 address, without a port.".formatted(key, host));
    }
    return host;
  }

  private static Duration positive(String key, Duration duration) throws UnfitException {
    if (!duration.isPositive()) {
      throw new UnfitException(
          "%s is %s; give it a time above zero, such as 30s.".formatted(key, duration));
    }
    return duration;
  }

  private static int port(String key, int port) throws UnfitException {
    if (port < 0 || port > MAX_PORT) {
      throw new UnfitException("%s is %d; a port is 1 to %d.".formatted(key, port, MAX_PORT));
    }
    return port;
  }

  private static int advertised(String key, OptionalInt port) throws UnfitException {
    return port.isPresent() ? port(key, port.getAsInt()) : 0;
  }

  private static Map<BackupStoreName, String> folders(String key, Map<String, String> stores)
      throws UnfitException {
    Map<BackupStoreName, String> folders = new HashMap<>();
    for (Map.Entry<String, String> store : stores.entrySet()) {
      String one = key + "." + store.getKey();
      String folder = store.getValue();
      if (!FOLDER.matcher(folder).matches() || folder.contains("\\..")) {
        throw new UnfitException(
            "%s is '%s'; write a folder of the Windows host, such as D:\\GpoBackups or \\\\server\\share\\folder."
                .formatted(one, folder));
      }
      try {
        folders.put(new BackupStoreName(store.getKey()), folder);
      } catch (IllegalArgumentException e) {
        throw new UnfitException("%s: %s.".formatted(one, e.getMessage()));
      }
    }
    return folders;
  }
}
