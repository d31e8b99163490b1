package io.gpmcworker.tracing;

import io.gpmcworker.operation.OperationEnded;
import io.gpmcworker.operation.OperationState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One line in the log for each end of an operation, with its ids beside it. */
@ApplicationScoped
class EndLog {

  private static final Logger LOG = Logger.getLogger(EndLog.class);

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationEnded end) {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("operation", end.operationId());
    end.worker().ifPresent(worker -> ids.put("worker", worker.toString()));
    end.correlationId().ifPresent(ticket -> ids.put("ticket", ticket));
    ids.forEach(MDC::put);
    try {
      LOG.logf(
          end.state() == OperationState.OUTCOME_UNKNOWN ? Logger.Level.WARN : Logger.Level.INFO,
          "GPMC-O01 %s of %s in %s: %s%s, %d ms after it was accepted",
          end.kind().wireName(),
          end.operationId(),
          end.domain(),
          end.state(),
          end.reason().map(reason -> " (" + reason + ")").orElse(""),
          Duration.between(end.acceptedAt(), end.endedAt()).toMillis());
    } finally {
      ids.keySet().forEach(MDC::remove);
    }
  }
}
