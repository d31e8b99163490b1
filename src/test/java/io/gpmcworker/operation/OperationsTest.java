package io.gpmcworker.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists of operations, where what is looked for is rare. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class OperationsTest {

  @Inject Operations operations;
  @Inject EntityManager entityManager;

  @Test
  void aLookThatIsBoundedGoesOnWhereItEnded() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.ended(7, "look-", "1000 days");
          rows.sql("UPDATE operation SET requested_by = 'jane' WHERE id = 'look-1'");

          List<String> found = new ArrayList<>();
          List<Integer> sizes = new ArrayList<>();
          Optional<Operations.Cursor> next = Optional.empty();
          do {
            Operations.Page page = list(next);
            page.operations().forEach(it -> found.add(it.id()));
            sizes.add(page.operations().size());
            next = page.next();
          } while (next.isPresent());

          assertThat(found).containsExactly("look-1");
          assertThat(sizes).as("three at a time").containsExactly(0, 0, 1);
        });
  }

  private Operations.Page list(Optional<Operations.Cursor> after) {
    OperationFilter longAgo =
        new OperationFilter(
            Set.of(OperationState.SUCCEEDED),
            Optional.empty(),
            Optional.of("corp"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("jane"),
            Optional.empty(),
            Optional.of(Instant.now().minus(Duration.ofDays(999))));
    try {
      return operations.list(longAgo, after, 1, 3);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
