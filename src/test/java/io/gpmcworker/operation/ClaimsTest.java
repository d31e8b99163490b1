package io.gpmcworker.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who goes first, and who does not starve. */
@QuarkusTest
@TestProfile(ClaimsTest.Limits.class)
@QuarkusTestResource(LocalServices.class)
class ClaimsTest {

  /** Two at a time in one of the domains. */
  public static class Limits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gpmc.queue.domain-limits.narrow", "2");
    }
  }

  @Inject Claims claims;
  @Inject EntityManager entityManager;

  private List<String> claim(int limit) {
    return claims.claim(UUID.randomUUID(), "test", limit, Map.of()).stream()
        .map(it -> it.key().operationId())
        .toList();
  }

  @Test
  void theMostUrgentGoesFirstAndAmongEqualsTheOldest() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued("a", "one", "t1", 0);
          rows.queued("b", "one", "t2", 0);
          rows.queued("c", "one", "t3", 5);
          rows.queued("d", "one", "t4", -5);

          assertThat(claim(2)).containsExactly("c", "a");
          assertThat(claim(2)).containsExactly("b", "d");
        });
  }

  @Test
  void urgencyNeverOvertakesOnOneTarget() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued("first", "one", "same", 0);
          rows.queued("urgent", "one", "same", 100);

          assertThat(claim(10)).containsExactly("first");
        });
  }

  @Test
  void urgencyNeverOvertakesAnOperationOnTheWholeDomain() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued("whole", "one", "*", 0);
          rows.queued("urgent", "one", "t1", 100);
          rows.queued("elsewhere", "two", "t1", 0);

          assertThat(claim(10)).containsExactlyInAnyOrder("whole", "elsewhere");
          assertThat(claim(10)).isEmpty();
        });
  }

  @Test
  void aFloodInOneDomainDoesNotStarveAnother() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued(5_000, "'flood-' || n", "one", "'t' || n", 50);
          rows.queued("late", "two", "t", 0);

          assertThat(claim(2)).contains("late").hasSize(2);
        });
  }

  @Test
  void aFloodOnOneTargetDoesNotStarveTheOthers() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued(5_000, "'flood-' || lpad(n::text, 5, '0')", "one", "'same'", 0);
          rows.queued("late", "one", "other", 0);

          assertThat(claim(10)).containsExactly("flood-00001", "late");
        });
  }

  @Test
  void aDomainRunsNoMoreAtATimeThanItsLimit() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued(10, "'n' || n", "narrow", "'t' || n", 0);

          assertThat(claim(10)).containsExactly("n1", "n2");
          assertThat(claim(10)).isEmpty();

          rows.sql("UPDATE operation SET state = 'SUCCEEDED' WHERE id = 'n1'");
          entityManager.clear();
          assertThat(claim(10)).containsExactly("n3");
        });
  }

  @Test
  void nothingIsClaimedBeforeItIsKnownWhatAnEarlierOneTouches() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued(1, "'unknown'", "one", "NULL", 0);
          rows.queued("known", "one", "t1", 9);

          assertThat(claim(10)).isEmpty();
        });
  }
}
