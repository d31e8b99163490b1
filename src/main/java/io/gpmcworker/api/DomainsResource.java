package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Pages;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.OperationKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The domains, and what can be asked for in each. */
@Path(Paths.BASE + "/domains")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
public class DomainsResource {

  private final Domains domains;

  DomainsResource(Domains domains) {
    this.domains = domains;
  }

  @GET
  @Operation(summary = "Lists the domains with what their drivers support")
  public Pages.Domains list() {
    return new Pages.Domains(domains.names().stream().map(this::get).toList());
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "Tells what a domain's driver supports, and what of it can be cancelled")
  public Pages.Domain get(@PathParam("name") String name) {
    GpmcDriver driver =
        domains
            .driver(name)
            .orElseThrow(() ->
                ProblemException.notFound(
                    "This domain is not configured; there are "
                        + String.join(", ", domains.names())
                        + "."));
    return new Pages.Domain(
        name,
        driver.supported().stream()
            .sorted()
            .map(kind -> Pages.Operation.of(kind, driver.cancellable().contains(kind)))
            .toList(),
        Arrays.stream(OperationKind.values())
            .filter(kind -> !driver.supported().contains(kind))
            .map(OperationKind::wireName)
            .toList());
  }
}
