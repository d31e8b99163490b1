package io.gpmcworker.api.page;

import io.gpmcworker.api.security.Access;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Paths;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who asks, for whoever shows it. */
@Path(Paths.BASE + "/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
public class SessionResource {

  private final Access access;
  private final SecurityIdentity identity;

  /** The provider also signs people in who come with a browser and no token. */
  private final boolean hybrid;

  SessionResource(
      Access access,
      SecurityIdentity identity,
      @ConfigProperty(name = "quarkus.oidc.application-type") Optional<String> applicationType) {
    this.access = access;
    this.identity = identity;
    this.hybrid = applicationType.filter("hybrid"::equalsIgnoreCase).isPresent();
  }

  /**
   * Who asks.
   *
   * @param name absent if not known
   * @param role the highest: {@code viewer}, {@code operator} or {@code admin}; absent if none
   * @param signIn what proves a name here: {@code key} (an API key), {@code token} (of an identity
   *     provider), {@code provider} (its own sign-in, at {@code /page/sign-in}); empty where nobody
   *     is asked
   */
  public record Session(Optional<String> name, Optional<String> role, List<String> signIn) {}

  @GET
  @Operation(
      summary = "Tells who asks, and how a name is proven here",
      description = "Open to all; a key or a token that is not valid is refused as everywhere.")
  public Session get() throws IOException {
    return new Session(
        identity.isAnonymous() ? Optional.empty() : Optional.of(identity.getPrincipal().getName()),
        Arrays.stream(Role.values())
            .filter(role -> identity.hasRole(role.wireName()))
            .reduce((lower, higher) -> higher)
            .map(Role::wireName),
        signIn());
  }

  private List<String> signIn() throws IOException {
    List<String> ways = new ArrayList<>();
    if (access.keys().isPresent()) {
      ways.add("key");
    }
    if (access.oidc()) {
      ways.add("token");
      if (hybrid) {
        ways.add("provider");
      }
    }
    return ways;
  }
}
