package io.gpmcworker.signal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell for one waiting thread. Ringing it several times before it is heard counts once. */
public final class Bell {

  private final Semaphore rung = new Semaphore(0);

  /** Wakes the waiting thread, or keeps it from waiting the next time. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /**
   * Waits until the bell rings, or for the given time at most.
   *
   * @return whether it rang
   */
  public boolean await(Duration atMost) throws InterruptedException {
    boolean heard = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (heard) {
      rung.drainPermits();
    }
    return heard;
  }
}
