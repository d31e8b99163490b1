package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged worker is stopped (SIGTERM) in the middle of its work. */
class ShutdownIT {

  private static final int LISTENERS = 50;

  @Test
  void whoListensIsLetGoAndNothingGoesWrong() throws Exception {
    try (PackagedWorker packaged = new PackagedWorker(Map.of());
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest listen =
          HttpRequest.newBuilder(packaged.worker().url().resolve("/api/v1/events"))
              .header("Accept", "text/event-stream")
              .build();
      for (int n = 0; n < LISTENERS; n++) {
        assertThat(http.send(listen, BodyHandlers.ofInputStream()).statusCode()).isEqualTo(200);
      }

      packaged.worker().close();

      assertThat(packaged.worker().log())
          .content()
          .contains("gpmc-worker stopped in")
          .doesNotContain("ERROR", "Exception");
      http.shutdownNow();
    }
  }

  @Test
  void whatOutlastsTheGraceIsCancelledAndWhatWaitsRunsAfterTheNextStart() throws Exception {
    try (PackagedWorker packaged = new PackagedWorker(Map.of("gpmc.worker.shutdown-grace", "0s"));
        Topics topics = new Topics(packaged.broker().bootstrapServers())) {
      topics.startBackup("long", EmbeddedDomain.LARGE_SAMPLE);
      topics.startBackup("waiting", EmbeddedDomain.LARGE_SAMPLE);
      topics.awaitEvent("waiting", "operation.accepted");
      topics.awaitEvent("long", "operation.progressed");

      packaged.worker().close();

      List<ReceivedEvent> events = topics.awaitEnd("long");
      assertThat(events.getLast().type()).isEqualTo("operation.cancelled");
      assertThat(events.getLast().data().get("reason").textValue()).isEqualTo("SHUTDOWN");
      assertThat(events.getLast().data().at("/error/retryable").booleanValue()).isTrue();
      try (Stream<Path> left = Files.list(packaged.backups())) {
        assertThat(left.filter(Files::isDirectory)).isEmpty();
      }

      packaged.worker().restart();

      assertThat(topics.awaitEnd("waiting").getLast().type()).isEqualTo("operation.succeeded");
    }
  }
}
