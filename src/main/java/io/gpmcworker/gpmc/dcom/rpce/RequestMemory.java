package io.gpmcworker.gpmc.dcom.rpce;

import java.util.concurrent.atomic.AtomicLong;

/** What all requests that are being received may take together. */
final class RequestMemory {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  RequestMemory(long limit) {
    this.limit = limit;
  }

  boolean take(int bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    taken.addAndGet(-bytes);
  }
}
