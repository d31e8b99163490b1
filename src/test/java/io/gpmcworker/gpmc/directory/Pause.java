package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.WatchedSysvol.SysvolCall;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A worker that stands still before one of its writes to SYSVOL, counted from 1, until it is woken.
 * It had asked for its right to that one write before; the next time that it asks, the right is
 * gone.
 */
final class Pause implements WatchedSysvol.Watch {

  private final int at;
  private final AtomicInteger writes = new AtomicInteger();
  private final CompletableFuture<SysvolCall> standing = new CompletableFuture<>();
  private final CountDownLatch woken = new CountDownLatch(1);
  private final AtomicBoolean allowed = new AtomicBoolean(true);

  Pause(int at) {
    this.at = at;
  }

  @Override
  public void before(SysvolCall call) throws IOException {
    if (standing.isDone()) {
      allowed.set(false);
    } else if (call.writes() && writes.incrementAndGet() == at) {
      standing.complete(call);
      try {
        woken.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /** The write that it stands before, once it does. */
  CompletableFuture<SysvolCall> standing() {
    return standing;
  }

  /** Whether the operation is the worker's, as far as it knows. */
  boolean held() {
    return !standing.isDone() || allowed.getAndSet(false);
  }

  void wake() {
    woken.countDown();
  }

  /** Does something once before one of the calls of another worker, counted from 1. */
  static final class Before implements WatchedSysvol.Watch {

    private final Runnable something;
    private int ahead;

    Before(int call, Runnable something) {
      this.ahead = call;
      this.something = something;
    }

    private synchronized void step() {
      ahead--;
      if (ahead == 0) {
        something.run();
      }
    }

    /** Whether there were so many calls. */
    synchronized boolean wasReached() {
      return ahead <= 0;
    }

    @Override
    public void before(SysvolCall call) {
      step();
    }

    LdapProxy.Fate ofRequest() {
      step();
      return LdapProxy.Fate.PASSES;
    }
  }
}
