package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A worker that stops in the middle of its work, with a domain of each driver. */
@QuarkusTest
@TestProfile(BothDriversShutdownTest.NoGrace.class)
@QuarkusTestResource(LocalServices.class)
@QuarkusTestResource(
    value = BothDriversShutdownTest.BothDomains.class,
    restrictToAnnotatedClass = true)
@EnabledIf(
    value = "portIsThere",
    disabledReason = "port 135 cannot be listened on; the DCOM client knows no other")
class BothDriversShutdownTest {

  static boolean portIsThere() throws IOException {
    return DcomWorkerTest.portIsThere();
  }

  /** What outlasts the stop is cancelled at once. */
  public static class NoGrace extends DcomWorkerTest.RealDomains {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> more = new HashMap<>(super.getConfigOverrides());
      more.put("gpmc.worker.shutdown-grace", "0s");
      return more;
    }
  }

  /** The domain of the host, and the same without the host. */
  public static class BothDomains extends DcomWorkerTest.WindowsHost {
    @Override
    public Map<String, String> start() {
      Map<String, String> both = new HashMap<>(super.start());
      both.putAll(LocalWorker.domain("same", served().embedded));
      both.put("gpmc.backup-stores.default.path", served().store.toString());
      return both;
    }
  }

  @Inject Event<ShutdownEvent> shutdown;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private static String backup(String domain) {
    return """
    {"operation":"backup-gpo","domain":"%s","parameters":{"gpo":"%s","backupStore":"default"},"requestedBy":"test"}\
    """
        .formatted(domain, EmbeddedDomain.LARGE_SAMPLE);
  }

  @Test
  void whatRunsIsCancelledThroughItsHandleAndTheReasonIsTold() {
    try (Topics topics = new Topics(bootstrapServers)) {
      for (String domain : List.of("corp", "same")) {
        topics.start("stopped-" + domain, backup(domain));
      }
      for (String domain : List.of("corp", "same")) {
        topics.awaitEvent("stopped-" + domain, "operation.progressed");
      }
      shutdown.fire(new ShutdownEvent());
      for (String domain : List.of("corp", "same")) {
        List<ReceivedEvent> events = topics.awaitEnd("stopped-" + domain);
        assertThat(events.getLast().type()).as(events.toString()).isEqualTo("operation.cancelled");
        assertThat(events.getLast().data().get("reason").textValue()).isEqualTo("SHUTDOWN");
        Topics.assertInOrder(events);
      }
    }
  }
}
