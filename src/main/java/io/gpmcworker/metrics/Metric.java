package io.gpmcworker.metrics;

/** Every metric of the worker's own. The dashboard and the alerts of the chart use these names. */
public enum Metric {
  /**
   * Operations that wait (up to 50,000 are counted) or run, on all workers; by domain and state.
   */
  OPERATIONS("gpmc.operations", "Operations by state, on all workers together"),
  /** How long the operation that came first has waited, in seconds; by domain. */
  QUEUE_OLDEST("gpmc.queue.oldest.age", "Age of the oldest operation that waits"),
  /** Events that have not been published; up to 50,000 are counted. */
  OUTBOX_ROWS("gpmc.outbox.rows", "Events that wait for the broker"),
  /** How long the first of them has waited, in seconds. */
  OUTBOX_OLDEST("gpmc.outbox.oldest.age", "Age of the oldest event that waits for the broker"),
  /** How old the figures above are, in seconds. */
  BACKLOG_AGE("gpmc.backlog.age", "Time since the database was last asked what there is to do"),
  /** Operations that run on this worker. */
  WORKER_RUNS("gpmc.worker.runs", "Operations that run on this worker"),
  /** Operations that have room on this worker. */
  WORKER_CAPACITY("gpmc.worker.capacity", "Operations that have room on this worker"),
  /** 1 while the lease runs, else 0. */
  LEASE_HELD("gpmc.worker.lease.held", "Whether this worker's lease runs"),
  /** Leases lost since the start. */
  LEASE_LOST("gpmc.worker.lease.lost", "Leases that this worker has lost"),
  /** Ends; by operation, domain, end and reason. */
  ENDED("gpmc.operations.ended", "Operations that ended"),
  /** From acceptance to start; by operation and domain. */
  WAIT("gpmc.operation.wait", "Time from acceptance to start"),
  /** From start to end; by operation, domain and end. */
  RUN("gpmc.operation.run", "Time from start to end"),
  /** From the record of a cancel to the call of the handle. */
  CANCEL_DELIVERY("gpmc.cancel.delivery", "Time from a cancel's record to the call of its handle"),
  /** Records that were valid commands. */
  COMMANDS("gpmc.commands", "Commands taken in"),
  /** Records that were not. */
  DEAD_LETTERS("gpmc.dead.letters", "Records that were no valid command"),
  /** Calls to domain controllers; by controller, protocol and outcome. */
  CONTROLLER_CALLS("gpmc.controller.calls", "Calls to domain controllers");

  private final String meterName;
  private final String description;

  Metric(String meterName, String description) {
    this.meterName = meterName;
    this.description = description;
  }

  /** Its name in Micrometer; Prometheus sees underscores and a unit. */
  public String meterName() {
    return meterName;
  }

  /** What it tells. */
  public String description() {
    return description;
  }
}
