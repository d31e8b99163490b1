package io.gpmcworker.api.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How people are known to this worker. */
@ApplicationScoped
public class Access {

  /** Who acts where nobody is asked for a name. */
  public static final String ANONYMOUS = "anonymous";

  private final ApiConfig config;
  private final boolean oidc;

  /** A provider is named, and not switched on. */
  private final boolean forgotten;

  private final String host;
  private @Nullable ApiKeys keys;

  Access(
      ApiConfig config,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean enabled,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider,
      @ConfigProperty(name = "quarkus.oidc.public-key") Optional<String> publicKey,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.config = config;
    this.oidc = enabled;
    this.forgotten = !enabled && (provider.isPresent() || publicKey.isPresent());
    this.host = host;
  }

  /** Whether there is no way to tell people apart: then whoever reaches the worker may do all. */
  public boolean open() {
    return !oidc && config.keysFile().isEmpty();
  }

  /** Whether an identity provider is configured. */
  public boolean oidc() {
    return oidc;
  }

  /** The keys of the configured file; empty if none is configured. */
  public synchronized Optional<ApiKeys> keys() throws IOException {
    if (keys == null && config.keysFile().isPresent()) {
      keys = ApiKeys.read(config.keysFile().get());
    }
    return Optional.ofNullable(keys);
  }

  /**
   * Whether the worker may serve as it is configured.
   *
   * @throws IOException with a sentence, if it may not
   */
  public void check() throws IOException {
    if (!config.enabled()) {
      return;
    }
    keys();
    if (forgotten) {
      throw new IOException(
          "quarkus.oidc names an identity provider that is switched off; set quarkus.oidc.tenant-enabled=true.");
    }
    if (open() && !isLoopback(host)) {
      throw new IOException(
          "its HTTP interface would be open to everybody who reaches '%s' (quarkus.http.host). Set gpmc.api.keys-file or quarkus.oidc.tenant-enabled with quarkus.oidc.auth-server-url, listen on 127.0.0.1, or switch the interface off with gpmc.api.enabled=false."
              .formatted(host));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
