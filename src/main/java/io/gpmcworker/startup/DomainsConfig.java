package io.gpmcworker.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

    /** Its domain controller: {@code ldap://host:port}. */
    URI ldapUrl();

    /** Who to be to the directory; anonymous if absent. */
    Optional<String> bindDn();

    /** The password to {@link #bindDn}. */
    Optional<String> bindPassword();

    /** The folder that holds {@code <dns-name>/Policies}. */
    Path sysvol();

    /** How long to wait for a connection. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long to wait for an answer. */
    @WithDefault("30s")
    Duration responseTimeout();
  }

  /** The drivers. */
  enum Driver {
    /** The worker's own engine, over LDAP and SYSVOL. */
    DIRECTORY
  }
}
