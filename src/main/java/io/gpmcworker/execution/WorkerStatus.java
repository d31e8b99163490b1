package io.gpmcworker.execution;

import jakarta.enterprise.context.ApplicationScoped;

/** What this worker is at, for those who only look. */
@ApplicationScoped
public class WorkerStatus {

  private final LiveRuns runs;
  private final Membership membership;
  private final WorkerConfig config;

  WorkerStatus(LiveRuns runs, Membership membership, WorkerConfig config) {
    this.runs = runs;
    this.membership = membership;
    this.config = config;
  }

  /** Operations that run here. */
  public int runs() {
    return runs.count();
  }

  /** Operations that have room here. */
  public int capacity() {
    return config.capacity();
  }

  /** Whether the lease certainly runs. */
  public boolean holdsLease() {
    return membership.holds();
  }

  /** How often the lease has been lost since the start. */
  public int lostLeases() {
    return membership.lostLeases();
  }

  /** The worker's name. */
  public String name() {
    return membership.name();
  }
}
