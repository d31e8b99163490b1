package io.gpmcworker.operation;

import static io.gpmcworker.operation.OperationState.CANCELLED;
import static io.gpmcworker.operation.OperationState.CANCELLING;
import static io.gpmcworker.operation.OperationState.FAILED;
import static io.gpmcworker.operation.OperationState.OUTCOME_UNKNOWN;
import static io.gpmcworker.operation.OperationState.QUEUED;
import static io.gpmcworker.operation.OperationState.RUNNING;
import static io.gpmcworker.operation.OperationState.SUCCEEDED;
import static io.gpmcworker.operation.OperationState.Transition.CANCEL;
import static io.gpmcworker.operation.OperationState.Transition.CLAIM;
import static io.gpmcworker.operation.OperationState.Transition.DELIVER_CANCEL;
import static io.gpmcworker.operation.OperationState.Transition.FAIL;
import static io.gpmcworker.operation.OperationState.Transition.LOSE_SIGHT;
import static io.gpmcworker.operation.OperationState.Transition.PUT_BACK;
import static io.gpmcworker.operation.OperationState.Transition.SUCCEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.OperationState.Transition;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The states of design.md: these ways and no others. */
class OperationStateTest {

  private static final Map<OperationState, Map<Transition, OperationState>> WAYS =
      Map.of(
          QUEUED, Map.of(CLAIM, RUNNING, CANCEL, CANCELLED),
          RUNNING,
              Map.of(
                  DELIVER_CANCEL, CANCELLING,
                  CANCEL, CANCELLED,
                  SUCCEED, SUCCEEDED,
                  FAIL, FAILED,
                  LOSE_SIGHT, OUTCOME_UNKNOWN,
                  PUT_BACK, QUEUED),
          CANCELLING, Map.of(CANCEL, CANCELLED, SUCCEED, SUCCEEDED, LOSE_SIGHT, OUTCOME_UNKNOWN));

  private static final Set<OperationState> ENDS =
      EnumSet.of(SUCCEEDED, FAILED, CANCELLED, OUTCOME_UNKNOWN);

  static Stream<Arguments> everyPair() {
    return Arrays.stream(OperationState.values())
        .flatMap(state ->
            Arrays.stream(Transition.values()).map(transition -> Arguments.of(state, transition)));
  }

  private static Optional<OperationState> expected(OperationState state, Transition transition) {
    return Optional.ofNullable(WAYS.getOrDefault(state, Map.of()).get(transition));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("everyPair")
  void everyTransitionLeadsWhereTheDesignSaysOrNowhere(
      OperationState state, Transition transition) {
    assertThat(state.after(transition)).isEqualTo(expected(state, transition));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("everyPair")
  void anOperationTakesTheWaysOfTheTableAndRefusesTheOthers(
      OperationState state, Transition transition) {
    Operation operation = operation(state);

    Optional<OperationState> way = expected(state, transition);
    if (way.isPresent()) {
      operation.take(transition);
      assertThat(operation.state).isEqualTo(way.get());
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> operation.take(transition))
          .withMessageContaining(operation.id)
          .withMessageContaining(state.name())
          .withMessageContaining(transition.name());
      assertThat(operation.state).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFourEndsAndOnlyTheyAreEnds(OperationState state) {
    assertThat(state.ended()).isEqualTo(ENDS.contains(state));
  }

  @Test
  void everyStateIsReachedFromQueued() {
    EnumSet<OperationState> reached = EnumSet.of(QUEUED);
    boolean grew = true;
    while (grew) {
      EnumSet<OperationState> next = EnumSet.copyOf(reached);
      for (OperationState state : reached) {
        for (Transition transition : Transition.values()) {
          state.after(transition).ifPresent(next::add);
        }
      }
      grew = reached.addAll(next);
    }
    assertThat(reached).containsExactlyInAnyOrder(OperationState.values());
  }

  private static Operation operation(OperationState state) {
    Operation operation =
        new Operation(
            new Command.StartOperation(
                new OperationId("op-1"),
                new CommandOrigin(
                    "/tests", "1", Optional.empty(), Optional.empty(), Optional.empty()),
                OperationKind.BACKUP_GPO,
                "corp",
                "{}",
                "fingerprint",
                true,
                Optional.empty()),
            0,
            Instant.EPOCH);
    operation.state = state;
    return operation;
  }
}
