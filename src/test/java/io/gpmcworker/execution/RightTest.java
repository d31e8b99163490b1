package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RightTest {

  private final AtomicBoolean held = new AtomicBoolean(true);
  private final Right right = new Right(held::get);

  @Test
  void itIsThereWhileTheLeaseRuns() {
    assertThat(right.getAsBoolean()).isTrue();
    assertThat(right.lost()).isFalse();
  }

  @Test
  void whoeverWasToldThatItIsLostIsRightForGood() {
    held.set(false);
    assertThat(right.getAsBoolean()).isFalse();
    held.set(true);
    assertThat(right.getAsBoolean()).isFalse();
    assertThat(right.lost()).isTrue();
  }

  @Test
  void whoeverIsToldToStopHasLostItEvenIfTheLeaseRuns() {
    right.lose();
    assertThat(right.getAsBoolean()).isFalse();
    assertThat(right.lost()).isTrue();
  }

  @Test
  void aDoubtThatNobodyWasToldOfIsForgotten() {
    held.set(false);
    held.set(true);
    assertThat(right.getAsBoolean()).isTrue();
    assertThat(right.lost()).isFalse();
  }
}
