package io.gpmcworker.execution;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the lease runs: then this worker may take operations. */
@Readiness
@ApplicationScoped
class WorkerReadiness implements HealthCheck {

  private final Membership membership;

  WorkerReadiness(Membership membership) {
    this.membership = membership;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("worker lease").status(membership.holds()).build();
  }
}
