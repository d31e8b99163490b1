package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.operation.RunEntry.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressThrottleTest {

  private static final long START = Long.MAX_VALUE - 1_000;

  private final ProgressThrottle throttle = new ProgressThrottle(Duration.ofMillis(250), 1, START);

  private static ProgressStatus at(long numerator, long denominator) {
    return new ProgressStatus(numerator, denominator, "step " + numerator, List.of());
  }

  private static long after(long millis) {
    // Past the overflow of the clock, which System.nanoTime may go through at any time.
    return START + Duration.ofMillis(millis).toNanos();
  }

  @Test
  void theFirstWaitsAnIntervalToo() {
    assertThat(throttle.offer(at(50, 100), after(249))).isFalse();
    assertThat(throttle.offer(at(50, 100), after(250))).isTrue();
  }

  @Test
  void whatComesTooSoonIsHeldBackAndTheLatestOfItIsKept() {
    throttle.offer(at(10, 100), after(300));

    assertThat(throttle.offer(at(20, 100), after(400))).isFalse();
    assertThat(throttle.offer(at(30, 100), after(500))).isFalse();

    assertThat(throttle.held()).contains(new Progress(30, 100, "step 30"));
  }

  @Test
  void whatGoesOutIsNotHeldAnyMore() {
    throttle.offer(at(10, 100), after(100));
    assertThat(throttle.offer(at(20, 100), after(300))).isTrue();
    assertThat(throttle.held()).isEmpty();
  }

  @Test
  void lessThanAStepFurtherIsNoNews() {
    throttle.offer(at(100, 10_000), after(300));
    assertThat(throttle.offer(at(199, 10_000), after(900))).isFalse();
    assertThat(throttle.offer(at(200, 10_000), after(901))).isTrue();
  }

  @Test
  void aDenominatorThatGrowsTakesThePercentageBackAndThatIsNews() {
    throttle.offer(at(50, 100), after(300));
    assertThat(throttle.offer(at(51, 1_000), after(600))).isTrue();
  }

  @Test
  void noStepMeansThatTheIntervalAloneDecides() {
    ProgressThrottle everyInterval = new ProgressThrottle(Duration.ofMillis(250), 0, START);
    assertThat(everyInterval.offer(at(0, 100), after(250))).isTrue();
    assertThat(everyInterval.offer(at(0, 100), after(499))).isFalse();
    assertThat(everyInterval.offer(at(0, 100), after(500))).isTrue();
  }

  @Test
  void whatIsHeldWithoutAskingIsHeldWhateverItIsWorth() {
    throttle.offer(at(10, 100), after(300));
    throttle.hold(at(10, 100));
    assertThat(throttle.held()).contains(new Progress(10, 100, "step 10"));
  }
}
