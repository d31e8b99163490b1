package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

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
   * @throws GpmcException the failure, one of them if there were several
   */
  public static <T, R> List<R> run(int atATime, List<T> things, Step<T, R> step)
      throws GpmcException {
    Steps<T, R> steps = new Steps<>(things, step);
    List<Future<?>> hands = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int hand = 0; hand < Math.min(atATime, things.size()); hand++) {
        hands.add(threads.submit(steps));
      }
    }
    for (Future<?> hand : hands) {
      rethrow(hand);
    }
    return steps.results();
  }

  /** Done by several threads at once, each of which takes the next thing when it has done one. */
  private static final class Steps<T, R> implements Callable<Boolean> {
    private final List<T> things;
    private final Step<T, R> step;
    private final AtomicReferenceArray<@Nullable R> results;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean failed;

    Steps(List<T> things, Step<T, R> step) {
      this.things = things;
      this.step = step;
      this.results = new AtomicReferenceArray<>(things.size());
    }

    @Override
    public Boolean call() throws GpmcException {
      boolean done = false;
      try {
        int n;
        while (!failed && (n = next.getAndIncrement()) < things.size()) {
          results.set(n, step.run(things.get(n)));
        }
        done = true;
        return done;
      } finally {
        failed |= !done;
      }
    }

    List<R> results() {
      List<R> all = new ArrayList<>(results.length());
      for (int n = 0; n < results.length(); n++) {
        all.add(Objects.requireNonNull(results.get(n)));
      }
      return all;
    }
  }

  private static void rethrow(Future<?> hand) throws GpmcException {
    try {
      hand.get();
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
