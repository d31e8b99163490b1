package io.gpmcworker.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutgoingEventTest {

  @Test
  void theSamePartsMakeTheSameId() {
    assertThat(OutgoingEvent.stableId("operation", "op-1", "3"))
        .isEqualTo(OutgoingEvent.stableId("operation", "op-1", "3"));
  }

  @Test
  void noPartIsMistakenForAPartOfItsNeighbour() {
    assertThat(OutgoingEvent.stableId("operation", "op-1", "13"))
        .isNotEqualTo(OutgoingEvent.stableId("operation", "op-11", "3"))
        .isNotEqualTo(OutgoingEvent.stableId("operation", "op-113"))
        .isNotEqualTo(OutgoingEvent.stableId("operation", "op-1", "13", ""));
  }

  @Test
  void anIdIsAUuidOfTheVersionForIdsOfOnesOwnMaking() {
    for (int n = 0; n < 1_000; n++) {
      assertThat(OutgoingEvent.stableId(Integer.toString(n)).version()).isEqualTo(8);
      assertThat(OutgoingEvent.stableId(Integer.toString(n)).variant()).isEqualTo(2);
    }
  }
}
