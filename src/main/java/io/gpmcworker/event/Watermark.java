package io.gpmcworker.event;

import java.util.TreeMap;

/**
 * Up to where the outbox has been read without a gap.
 *
 * <p>Positions are given out when rows are inserted and seen when their transactions commit, so a
 * higher one can be seen before a lower one. A gap is waited for, as long as a transaction may
 * take; past that its transaction was rolled back.
 */
final class Watermark {

  private final long patienceNanos;

  /** Positions seen beyond the mark, with when. */
  private final TreeMap<Long, Long> beyond = new TreeMap<>();

  private long mark;

  Watermark(long mark, long patienceNanos) {
    this.mark = mark;
    this.patienceNanos = patienceNanos;
  }

  /** Everything at or below has been seen, or will never be. */
  long mark() {
    return mark;
  }

  /**
   * Notes a position.
   *
   * @return whether it is seen for the first time
   */
  boolean see(long position, long now) {
    if (position <= mark || beyond.putIfAbsent(position, now) != null) {
      return false;
    }
    advance(now);
    return true;
  }

  /** Gives up on gaps that have been waited for long enough. */
  void advance(long now) {
    while (!beyond.isEmpty()) {
      var next = beyond.firstEntry();
      boolean adjacent = next.getKey() == mark + 1;
      if (!adjacent && now - next.getValue() < patienceNanos) {
        return;
      }
      mark = next.getKey();
      beyond.remove(next.getKey());
    }
  }
}
