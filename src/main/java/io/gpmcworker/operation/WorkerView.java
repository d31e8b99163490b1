package io.gpmcworker.operation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A worker and its lease.
 *
 * @param heartbeatAge seconds since it last showed that it lives
 * @param leaseLeft seconds until others may take over; negative once they may
 * @param running ids of the operations that it runs
 */
public record WorkerView(
    UUID id,
    String name,
    Instant startedAt,
    double heartbeatAge,
    double leaseLeft,
    List<String> running) {
  public WorkerView {
    running = List.copyOf(running);
  }
}
