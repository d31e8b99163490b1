package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.directory.Faults.Kind;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs an operation again and again, and each time something goes wrong at another of its calls.
 * Afterwards the domain is as before or as after, the end says which, and nothing else is left.
 */
final class UndoTrial {

  private final FaultDomain domain;
  private final UndoScenario scenario;
  private DomainState before;
  private final DomainState after;
  private final int calls;
  private final Random random;
  private int undone;
  private int done;

  /**
   * Runs the operation once without faults to see what it makes.
   *
   * @param seed decides where recoveries are interrupted
   */
  UndoTrial(UndoScenario scenario, long seed) throws Exception {
    this.domain = scenario.domain();
    this.scenario = scenario;
    this.random = new Random(seed);
    scenario.prepare().run();
    before = domain.state();
    Faults none = Faults.none();
    GpmcResult result = run(none, TestDomain.nextOperation());
    assertThat(result.overallStatus()).as("%s", result).isEqualTo(HResult.S_OK);
    calls = none.calls();
    after = domain.state().comparable(before);
    assertThat(after.gpos()).isNotEqualTo(before.gpos());
    assertThat(after.leftovers()).isEmpty();
    prepareAgain();
  }

  /** How many calls to LDAP and SYSVOL the operation makes. */
  int calls() {
    return calls;
  }

  int undone() {
    return undone;
  }

  int done() {
    return done;
  }

  private void prepareAgain() throws Exception {
    scenario.prepare().run();
    DomainState now = domain.state();
    assertSame("preparation", now.comparable(before), before.comparable(before));
    before = now;
  }

  private GpmcResult run(Faults faults, OperationContext context) throws Exception {
    try (FaultDomain.FaultyDriver faulty = domain.driver(faults, faults::ofRequest)) {
      CompletableFuture<AsyncCall> started = new CompletableFuture<>();
      faults.onCancel(() -> started.join().cancel().cancel());
      AsyncCall call =
          faulty
              .driver()
              .start(
                  scenario.request(),
                  new OperationContext(context.operationId(), faults::held),
                  progress -> {});
      started.complete(call);
      return call.result().get(60, TimeUnit.SECONDS);
    }
  }

  /** Lets it happen at one call, the first being 1. */
  void at(Kind kind, int call) throws Exception {
    ClientView view = new ClientView(domain, before, after);
    OperationContext context = TestDomain.nextOperation();

    GpmcResult result = run(new Faults(kind, call, view::look), context);

    String place = "%s at call %d of %s".formatted(kind, call, scenario);
    boolean changed =
        (kind == Kind.DIE || kind == Kind.LOSE_RIGHT)
            ? recovered(place, context)
            : changed(place, kind, result);
    assertThat(view.violations()).as(place).isEmpty();
    DomainState now = assertState(place + " ended " + result, changed);
    assertThat(now.leftovers()).as(place).isEmpty();
    count(changed);
  }

  /** The domain is as before, or as after. */
  private DomainState assertState(String place, boolean changed) throws Exception {
    DomainState now = domain.state();
    assertSame(place, changed ? now.comparable(before) : now, changed ? after : before);
    return now;
  }

  private void count(boolean changed) throws Exception {
    if (changed) {
      done++;
      prepareAgain();
    } else {
      undone++;
    }
  }

  private boolean changed(String place, Kind kind, GpmcResult result) {
    if (!result.overallStatus().failed()) {
      return true;
    }
    assertThat(result.undone()).as("%s: %s", place, result).isTrue();
    if (kind == Kind.CANCEL) {
      assertThat(result.overallStatus()).as(place).isEqualTo(HResult.ERROR_CANCELLED);
    }
    return false;
  }

  /**
   * Where a worker was paused.
   *
   * @param write before which of its writes
   * @param wokeAmid whether the other worker was not through yet when it woke
   */
  record Paused(WatchedSysvol.SysvolCall write, boolean wokeAmid) {}

  /**
   * Lets the worker stand still before one of its writes to SYSVOL, until another has its operation
   * and is about to make one of its own calls, or is through; then that one write is made.
   *
   * @param write the first is 1
   * @param wakesAt the other worker's call, the first being 1
   * @return empty if there are not so many writes
   */
  Optional<Paused> pausedAt(int write, int wakesAt) throws Exception {
    Pause pause = new Pause(write);
    OperationContext context = TestDomain.nextOperation();
    try (FaultDomain.FaultyDriver paused = domain.driver(pause, () -> LdapProxy.Fate.PASSES)) {
      CompletableFuture<GpmcResult> result =
          paused
              .driver()
              .start(
                  scenario.request(),
                  new OperationContext(context.operationId(), pause::held),
                  progress -> {})
              .result();
      CompletableFuture.anyOf(pause.standing(), result).get(60, TimeUnit.SECONDS);
      if (!pause.standing().isDone()) {
        prepareAgain();
        return Optional.empty();
      }
      String place =
          "paused before '%s' of %s, awake at call %d of the recovery"
              .formatted(pause.standing().join(), scenario, wakesAt);
      Runnable goOn =
          () -> {
            pause.wake();
            result.join();
          };
      Pause.Before amid = new Pause.Before(wakesAt, goOn);
      boolean changed;
      try (FaultDomain.FaultyDriver other = domain.driver(amid, amid::ofRequest)) {
        changed = whatBecameOfIt(place, other, context);
      }
      goOn.run();
      assertState(place, changed);
      // Who asks once more hears the same, and takes away what the late write may have left.
      assertThat(whatBecameOfIt(place, context)).as(place).isEqualTo(changed);
      assertThat(domain.state().leftovers()).as(place).isEmpty();
      count(changed);
      return Optional.of(new Paused(pause.standing().join(), amid.wasReached()));
    }
  }

  /** The next worker finds out what became of it; it may die over that, too. */
  private boolean recovered(String place, OperationContext context) throws Exception {
    Faults dying = new Faults(Kind.DIE, 1 + random.nextInt(20), () -> {});
    try (FaultDomain.FaultyDriver faulty = domain.driver(dying, dying::ofRequest)) {
      faulty.driver().recover(scenario.request(), context);
    }
    return whatBecameOfIt(place, context);
  }

  private boolean whatBecameOfIt(String place, OperationContext context) throws Exception {
    try (FaultDomain.FaultyDriver whole = domain.driver()) {
      return whatBecameOfIt(place, whole, context);
    }
  }

  private boolean whatBecameOfIt(
      String place, FaultDomain.FaultyDriver worker, OperationContext context) {
    return switch (worker.driver().recover(scenario.request(), context)) {
      case Recovery.Completed completed -> true;
      case Recovery.NothingLeft nothing -> false;
      case Recovery.Unknown unknown -> throw new AssertionError(place + ": " + unknown.observed());
    };
  }

  private static void assertSame(String what, DomainState now, DomainState expected) {
    assertThat(now.otherThan(expected)).as(what).isEmpty();
  }
}
