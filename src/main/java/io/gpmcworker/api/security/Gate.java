package io.gpmcworker.api.security;

import io.gpmcworker.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites out: a browser sends a person's credentials, or its closeness to the
 * loopback address, along with whatever a page asks it to send.
 */
@Provider
@PreMatching
@ApplicationScoped
class Gate implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN = Set.of("same-origin", "none");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ApiConfig config;
  private final Access access;

  Gate(ApiConfig config, Access access) {
    this.config = config;
    this.access = access;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    if (!config.enabled()) {
      throw new ProblemException(404, "not-found", "Nothing is here", "The HTTP interface is off.");
    }
    @Nullable String host = uri.getHost();
    if (access.open() && (host == null || !LOOPBACK.contains(host))) {
      throw new ProblemException(
          403,
          "foreign-host",
          "This is not a name of this machine",
          "Without keys or an identity provider only localhost is answered, not '%s'."
              .formatted(host));
    }
    @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
    @Nullable String origin = request.getHeaderString("Origin");
    boolean foreign =
        site != null
            ? !OWN.contains(site)
            : origin != null && !origin.equals(uri.getScheme() + "://" + uri.getAuthority());
    if (foreign && !SAFE.contains(request.getMethod())) {
      throw new ProblemException(
          403,
          "foreign-origin",
          "Another site's page may not do this",
          "The request comes from a page of another site.");
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    if (!response.getHeaders().containsKey("Cache-Control")) {
      response.getHeaders().putSingle("Cache-Control", "private, no-cache");
    }
  }
}
