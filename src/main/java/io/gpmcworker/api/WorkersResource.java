package io.gpmcworker.api;

import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Pages;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.operation.Workers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The workers and their leases. */
@Path(Paths.BASE + "/workers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
public class WorkersResource {

  private final Workers workers;

  WorkersResource(Workers workers) {
    this.workers = workers;
  }

  @GET
  @Operation(summary = "Lists the workers with their leases, heartbeats and what they run")
  public Pages.Workers list() {
    return new Pages.Workers(workers.list().stream().map(Pages.Worker::of).toList());
  }
}
