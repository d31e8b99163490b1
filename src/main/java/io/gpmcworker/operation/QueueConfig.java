package io.gpmcworker.operation;

import io.gpmcworker.gpmc.OperationKind;
import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Who goes first, and how much of one domain's work at a time. */
@ConfigMapping(prefix = "gpmc.queue")
public interface QueueConfig {

  /**
   * By operation, such as {@code restore-gpo}: the higher goes first; 0 where nothing is said.
   * Operations that touch the same GPO keep their order all the same.
   */
  Map<OperationKind, Integer> priorities();

  /**
   * By domain: how many operations may run in it at the same time, on all workers together; as many
   * as there is room for where nothing is said.
   */
  Map<String, Integer> domainLimits();
}
