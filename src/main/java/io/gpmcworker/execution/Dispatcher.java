package io.gpmcworker.execution;

import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.operation.ClaimedOperation;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.OperationsQueued;
import io.gpmcworker.operation.Outcome;
import io.gpmcworker.operation.Queue;
import io.gpmcworker.signal.Bell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes waiting operations as far as there is room, and runs each on a virtual thread. */
@ApplicationScoped
class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final int TARGETS_AT_ONCE = 200;
  private static final Set<HResult> NOT_THERE =
      Set.of(
          HResult.ERROR_DS_NO_SUCH_OBJECT,
          HResult.ERROR_FILE_NOT_FOUND,
          HResult.E_INVALIDARG,
          HResult.ERROR_INVALID_DATA);

  private final Queue queue;
  private final Domains domains;
  private final LiveRuns runs;
  private final RunJournal journal;
  private final ReportFolder reports;
  private final Membership membership;
  private final WorkerConfig config;
  private final Bell bell = new Bell();
  private volatile boolean stopping;
  private @Nullable Thread thread;

  Dispatcher(
      Queue queue,
      Domains domains,
      LiveRuns runs,
      RunJournal journal,
      ReportFolder reports,
      Membership membership,
      WorkerConfig config) {
    this.queue = queue;
    this.domains = domains;
    this.runs = runs;
    this.journal = journal;
    this.reports = reports;
    this.membership = membership;
    this.config = config;
  }

  void start() {
    thread = Thread.ofPlatform().daemon().name("dispatcher").start(this::loop);
  }

  /** Takes nothing more. Returns when no claim is under way. */
  void stop() throws InterruptedException {
    stopping = true;
    bell.ring();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(10));
    }
  }

  void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationsQueued event) {
    bell.ring();
  }

  private void loop() {
    while (!stopping) {
      try {
        bell.await(config.poll());
        dispatch();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warnf("GPMC-X05 Could not look at the queue, trying again: %s", e.getMessage());
      }
    }
  }

  private void dispatch() {
    boolean more = true;
    while (more && !stopping && membership.holds()) {
      boolean looked = lookUpTargets();
      int room = config.capacity() - runs.count();
      List<ClaimedOperation> claimed =
          room > 0 ? queue.claim(membership.worker(), membership.name(), room) : List.of();
      claimed.forEach(this::run);
      more = looked || (!claimed.isEmpty() && claimed.size() == room);
    }
  }

  /**
   * Looks up what waiting operations touch, side by side; a slow domain must not hold up others.
   */
  private boolean lookUpTargets() {
    List<Queue.Untargeted> untargeted = queue.untargeted(TARGETS_AT_ONCE);
    if (untargeted.isEmpty()) {
      return false;
    }
    Map<String, Target> targets = new ConcurrentHashMap<>();
    try (ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor()) {
      untargeted.forEach(it -> lookUps.execute(() -> targets.put(it.operationId(), target(it))));
    }
    queue.setTargets(targets);
    return true;
  }

  private Target target(Queue.Untargeted operation) {
    Optional<GpmcDriver> driver = domains.driver(operation.domain());
    if (driver.isEmpty()) {
      return Target.WHOLE_DOMAIN;
    }
    try {
      return driver.get().target(operation.request());
    } catch (GpmcException e) {
      LOG.debugf("The target of %s is not known: %s", operation.operationId(), e.getMessage());
      // What is not there cannot be touched twice. Where the domain does not answer, the operation
      // may touch anything, so it goes alone. Either way its run will say what is wrong.
      return NOT_THERE.contains(e.hresult())
          ? new Target("missing:" + operation.operationId())
          : Target.WHOLE_DOMAIN;
    }
  }

  private void run(ClaimedOperation operation) {
    Optional<GpmcDriver> driver = domains.driver(operation.domain());
    if (driver.isEmpty()) {
      journal.ended(
          operation.key(),
          Transition.FAIL,
          new Outcome(
              Optional.empty(),
              Optional.of(HResult.ERROR_INVALID_DOMAINNAME),
              Optional.of(
                  "Domain '%s' is no longer configured here; this worker serves %s."
                      .formatted(operation.domain(), domains.names())),
              Optional.empty(),
              Optional.empty()),
          Optional.empty());
      return;
    }
    Run run = new Run(operation, driver.get(), journal, reports, config);
    runs.add(run);
    if (!membership.holds(operation.key().worker())) {
      // The lease went between the claim and now, when the run was not yet there to be stopped.
      run.abandon();
    }
    Thread.ofVirtual()
        .name("run-" + run.operationId())
        .start(() -> {
          try {
            run.run();
          } finally {
            runs.remove(run);
            bell.ring();
          }
        });
  }
}
