package io.gpmcworker.execution;

import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.operation.ClaimedOperation;
import io.gpmcworker.operation.Claims;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.OperationsQueued;
import io.gpmcworker.operation.Outcome;
import io.gpmcworker.operation.Queue;
import io.gpmcworker.operation.TargetsFreed;
import io.gpmcworker.signal.Bell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes waiting operations as far as there is room, and runs each on a virtual thread. */
@ApplicationScoped
class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final int TARGETS_AT_ONCE = 1_000;

  /** How long room for one is left free because it may soon be room for several. */
  private static final Duration GATHERING = Duration.ofMillis(5);

  private static final Set<HResult> NOT_THERE =
      Set.of(
          HResult.ERROR_DS_NO_SUCH_OBJECT,
          HResult.ERROR_FILE_NOT_FOUND,
          HResult.E_INVALIDARG,
          HResult.ERROR_INVALID_DATA);

  private final Queue queue;
  private final Claims claims;
  private final Domains domains;
  private final LiveRuns runs;
  private final RunJournal journal;
  private final ReportFolder reports;
  private final Membership membership;
  private final WorkerConfig config;
  private final Bell bell = new Bell();

  /** Operations wait that might go now, or that have not been looked at yet. */
  private final AtomicBoolean waiting = new AtomicBoolean(true);

  /** Operations have come whose targets may not have been looked up. */
  private final AtomicBoolean unknown = new AtomicBoolean(true);

  /** Those of them that this worker has just taken in, which need not be read for that. */
  private final BlockingQueue<Command.StartOperation> taken =
      new ArrayBlockingQueue<>(TARGETS_AT_ONCE);

  /** More waited than there was room for. Of the dispatching thread alone. */
  private boolean full;

  private volatile boolean stopping;
  private @Nullable Thread thread;

  Dispatcher(
      Queue queue,
      Claims claims,
      Domains domains,
      LiveRuns runs,
      RunJournal journal,
      ReportFolder reports,
      Membership membership,
      WorkerConfig config) {
    this.queue = queue;
    this.claims = claims;
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
    if (event.taken().isEmpty() || !event.taken().stream().allMatch(taken::offer)) {
      unknown.set(true);
    }
    waiting.set(true);
    bell.ring();
  }

  void freed(@Observes(during = TransactionPhase.AFTER_SUCCESS) TargetsFreed event) {
    waiting.set(true);
    bell.ring();
  }

  private void lookAtAll() {
    unknown.set(true);
    waiting.set(true);
  }

  private void loop() {
    while (!stopping) {
      try {
        if (!bell.await(config.poll())) {
          // Other workers queue operations too, and end some that ours wait for.
          lookAtAll();
        }
        if (full) {
          gatherRoom();
        }
        dispatch();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        lookAtAll();
        LOG.warnf("GPMC-X05 Could not look at the queue, trying again: %s", e.getMessage());
      }
    }
  }

  private void dispatch() {
    full = false;
    while (!stopping && membership.holds() && waiting.getAndSet(false)) {
      Queue.Untargeted untargeted = untargeted();
      Map<String, Target> targets = lookUp(untargeted.items());
      int room = room();
      List<ClaimedOperation> claimed =
          room == 0 && targets.isEmpty()
              ? List.of()
              : claims.claim(membership.worker(), membership.name(), room, targets);
      claimed.forEach(this::run);
      if (untargeted.more()) {
        lookAtAll();
      } else if (claimed.size() == room) {
        // Where there is no room, the end of a run makes some.
        waiting.set(true);
        full = true;
        return;
      }
    }
  }

  private Queue.Untargeted untargeted() {
    List<Command.StartOperation> news = new ArrayList<>();
    taken.drainTo(news);
    return unknown.getAndSet(false) ? queue.untargeted(TARGETS_AT_ONCE) : queue.untargeted(news);
  }

  private int room() {
    return Math.max(0, config.capacity() - runs.count());
  }

  /** Where more wait than can run, runs end close upon each other: one claim fills their room. */
  private void gatherRoom() throws InterruptedException {
    long until = System.nanoTime() + GATHERING.toNanos();
    long left = GATHERING.toNanos();
    while (!stopping && left > 0 && room() < config.capacity() / 4) {
      bell.await(Duration.ofNanos(left));
      left = until - System.nanoTime();
    }
  }

  /**
   * Looks up what waiting operations touch, side by side; a slow domain must not hold up others.
   */
  private Map<String, Target> lookUp(List<Queue.Untargeted.Item> untargeted) {
    if (untargeted.isEmpty()) {
      return Map.of();
    }
    Map<Subject, Target> found = new ConcurrentHashMap<>();
    try (ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor()) {
      untargeted.stream()
          .map(it -> new Subject(it.domain(), it.request()))
          .distinct()
          .forEach(it -> lookUps.execute(() -> target(it).ifPresent(at -> found.put(it, at))));
    }
    return untargeted.stream()
        .collect(
            Collectors.toMap(
                Queue.Untargeted.Item::operationId,
                it ->
                    found.getOrDefault(
                        new Subject(it.domain(), it.request()),
                        new Target("missing:" + it.operationId()))));
  }

  /** What is asked of which domain; a flood of equal requests is one look-up. */
  private record Subject(String domain, GpmcRequest request) {}

  /** What is touched; nothing where what is named is not there, and so cannot be touched twice. */
  private Optional<Target> target(Subject subject) {
    Optional<GpmcDriver> driver = domains.driver(subject.domain());
    if (driver.isEmpty()) {
      return Optional.of(Target.WHOLE_DOMAIN);
    }
    try {
      return Optional.of(driver.get().target(subject.request()));
    } catch (GpmcException e) {
      LOG.debugf("The target of a %s is not known: %s", subject.request().kind(), e.getMessage());
      // Where the domain does not answer, the operation may touch anything, so it goes alone.
      // Either
      // way its run will say what is wrong.
      return NOT_THERE.contains(e.hresult()) ? Optional.empty() : Optional.of(Target.WHOLE_DOMAIN);
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
    Run run = new Run(operation, driver.get(), journal, reports, membership, queue::isOver, config);
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
