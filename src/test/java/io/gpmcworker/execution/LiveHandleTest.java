package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.operation.EndReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LiveHandleTest {

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final LiveHandle handle =
      new LiveHandle(() -> {}, reason -> heard.add("delivered " + reason));

  private void attach() {
    handle.attach(() -> heard.add("called"));
  }

  @Test
  void aCancelAfterAttachingIsToldAndThenCallsTheHandle() {
    attach();
    handle.cancel(EndReason.REQUESTED);
    assertThat(heard).containsExactly("delivered REQUESTED", "called");
  }

  @Test
  void aCancelBeforeAttachingWaitsForTheHandle() {
    handle.cancel(EndReason.REQUESTED);
    assertThat(heard).isEmpty();
    assertThat(handle.asked()).contains(EndReason.REQUESTED);

    attach();

    assertThat(heard).containsExactly("delivered REQUESTED", "called");
  }

  @Test
  void withoutACancelNothingIsCalled() {
    attach();
    assertThat(heard).isEmpty();
    assertThat(handle.asked()).isEmpty();
  }

  @Test
  void howeverOftenItIsAskedForTheHandleIsCalledOnceOnTheFirstAccount() {
    handle.cancel(EndReason.REQUESTED);
    attach();
    handle.cancel(EndReason.SHUTDOWN);
    handle.cancel(EndReason.OWNER_LOST);

    assertThat(heard).containsExactly("delivered REQUESTED", "called");
    assertThat(handle.asked()).contains(EndReason.REQUESTED);
  }

  @Test
  @Timeout(60)
  void cancelsThatRaceWithAttachingCallTheHandleExactlyOnce() throws InterruptedException {
    int rounds = 5_000;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < rounds; round++) {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        LiveHandle raced = new LiveHandle(() -> {}, reason -> calls.add("delivered"));
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(4);
        List<Runnable> racers =
            List.of(
                () -> raced.attach(() -> calls.add("called")),
                () -> raced.cancel(EndReason.REQUESTED),
                () -> raced.cancel(EndReason.SHUTDOWN),
                () -> raced.cancel(EndReason.OWNER_LOST));
        for (Runnable racer : racers) {
          threads.execute(() -> {
            try {
              go.await();
              racer.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } finally {
              done.countDown();
            }
          });
        }
        go.countDown();
        done.await();
        assertThat(calls).as("round %d", round).containsExactly("delivered", "called");
      }
    }
  }
}
