package io.gpmcworker.replicas.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker believes a whole history, and nothing in it depends on how it is kept. */
class CheckerTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void aWholeHistoryIsBelieved() {
    assertThat(history.found()).isEmpty();
  }

  @Test
  void whatComesTwiceIsNothingNew() {
    history.comesTwice();
    assertThat(history.found()).isEmpty();
  }

  @Test
  void aHistoryIsTheSameWhenItHasBeenWrittenAndRead(@TempDir Path folder) throws IOException {
    history.toHistory().write(folder);
    assertThat(History.read(folder)).isEqualTo(history.toHistory());
  }
}
