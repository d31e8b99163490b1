package io.gpmcworker.api.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows people by their API key: in {@code X-API-Key}, or as the password of Basic authentication,
 * which browsers can do by themselves. Where neither keys nor an identity provider are configured,
 * everybody is {@link Access#ANONYMOUS}; the worker then listens on loopback only.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {

  private static final String HEADER = "X-API-Key";
  private static final String BASIC = "Basic ";
  private static final int LONGEST_KEY = 512;

  private final Access access;

  ApiKeyMechanism(Access access) {
    this.access = access;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    if (access.open()) {
      return Uni.createFrom().item(identity(Access.ANONYMOUS, Role.ADMIN));
    }
    Optional<String> key = key(context);
    if (key.isEmpty()) {
      return Uni.createFrom().optional(Optional.empty());
    }
    try {
      return access
          .keys()
          .flatMap(keys -> keys.holder(key.get()))
          .<Uni<SecurityIdentity>>map(
              holder -> Uni.createFrom().item(identity(holder.name(), holder.role())))
          .orElseGet(() ->
              Uni.createFrom().failure(new AuthenticationFailedException("The key is not known")));
    } catch (IOException e) {
      return Uni.createFrom().failure(new AuthenticationFailedException(e.getMessage(), e));
    }
  }

  private static SecurityIdentity identity(String name, Role role) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addRole(role.wireName())
        .build();
  }

  private static Optional<String> key(RoutingContext context) {
    @Nullable String header = context.request().getHeader(HEADER);
    @Nullable String authorization = context.request().getHeader("Authorization");
    if (header != null) {
      return Optional.of(header).filter(it -> it.length() <= LONGEST_KEY);
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())
        || authorization.length() > 2 * LONGEST_KEY) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()),
              StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.of("");
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", "Basic realm=\"gpmc-worker\""));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
