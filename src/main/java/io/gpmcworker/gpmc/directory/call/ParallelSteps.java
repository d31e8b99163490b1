package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several parts of one call at the same time, on virtual threads. */
public final class ParallelSteps {

  /**
   * One part.
   *
   * @param <T> what it works on
   * @param <R> what comes out
   */
  @FunctionalInterface
  public interface Step<T, R> {
    /** Does it. */
    R run(T on) throws GpmcException;
  }

  private ParallelSteps() {}

  /**
   * Runs a step for each of the given things. When this returns, or throws, nothing of it runs any
   * more. After a failure no further part is begun.
   *
   * @param atATime how many at most run at the same time
   * @return the results in the order of the things
   * @throws GpmcException the first failure
   */
  public static <T, R> List<R> run(int atATime, List<T> things, Step<T, R> step)
      throws GpmcException {
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<List<R>>> parts = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
      for (T thing : things) {
        parts.add(threads.submit(() -> failed.get() ? List.of() : part(step, thing, failed)));
      }
    }
    List<R> results = new ArrayList<>();
    for (Future<List<R>> part : parts) {
      results.addAll(result(part));
    }
    return results;
  }

  private static <T, R> List<R> part(Step<T, R> step, T thing, AtomicBoolean failed)
      throws GpmcException {
    boolean done = false;
    try {
      R result = step.run(thing);
      done = true;
      return List.of(result);
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  private static <R> R result(Future<R> part) throws GpmcException {
    try {
      return part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GpmcException(HResult.E_ABORT, "The operation's thread was interrupted.", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case GpmcException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
