package io.gpmcworker.startup;

import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The domains that the worker serves, by the names that commands use. */
@ConfigMapping(prefix = "gpmc.domains")
public interface DomainsConfig {

  /** By name. */
  @WithParentName
  Map<String, Domain> domains();

  /** One domain. */
  interface Domain {

    /** What does the operations. */
    Driver driver();

    /** The domain's DNS name, such as {@code corp.example}. */
    String dnsName();

    /** Its domain controllers by name, the preferred first; those that DNS names if absent. */
    Optional<List<String>> controllers();

    /** The site whose controllers are preferred among those of DNS. */
    Optional<String> site();

    /** The DNS servers that know the domain; the machine's own name service if absent. */
    Optional<List<String>> dnsServers();

    /** Who to be to the domain controllers. */
    AccountConfig account();

    /** The directory. */
    Ldap ldap();

    /** The files. */
    Sysvol sysvol();

    /** The Windows host, of a domain with the driver {@link Driver#DCOM}. */
    Optional<Dcom> dcom();

    /** How long to wait for a connection. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long to wait for an answer. */
    @WithDefault("30s")
    Duration responseTimeout();
  }

  /** How to speak LDAP. */
  interface Ldap {

    /** How it is kept from others. */
    @WithDefault("ldaps")
    LdapSecurity security();

    /** The controllers' port; that of {@link #security} if absent. */
    OptionalInt port();

    /** Certificates of the authorities to trust, PEM; those that Java trusts if absent. */
    Optional<Path> caFile();

    /** Connections to one controller, at most. */
    @WithDefault("8")
    int connections();
  }

  /** Where the files are. */
  interface Sysvol {

    /**
     * A folder of this machine that holds {@code <dns-name>/Policies}; if absent, the files are
     * reached over SMB, on the controller that the directory is read from.
     */
    Optional<Path> folder();

    /** The controllers' port. */
    @WithDefault("445")
    int port();

    /** Whether SMB is encrypted even where the controller does not demand it. */
    @WithDefault("false")
    boolean encrypt();

    /** Connections to one controller, at most. */
    @WithDefault("4")
    int connections();

    /** Requests to one controller at the same time, at most. */
    @WithDefault("16")
    int atATime();
  }

  /** Where GPMC does the operations. */
  interface Dcom {

    /** The Windows host: its name or IPv4 address. */
    String host();

    /** How long one call of the host may take. */
    @WithDefault("30s")
    Duration callTimeout();

    /** How long an operation may be silent before the host is asked for a sign of life. */
    @WithDefault("60s")
    Duration silence();

    /**
     * The folders of the backup stores as the host sees them, by the names that commands use:
     * {@code D:\GpoBackups}, {@code \\server\share\folder}.
     */
    Map<String, String> backupStores();

    /** What GPMC runs as on the host, and so calls back as; {@link Domain#account} if absent. */
    Optional<AccountConfig> callbackAccount();
  }

  /** The drivers. */
  enum Driver {
    /** The worker's own engine, over LDAP and SYSVOL. */
    DIRECTORY,
    /** GPMC itself, on a Windows host, over DCOM. */
    DCOM
  }
}
