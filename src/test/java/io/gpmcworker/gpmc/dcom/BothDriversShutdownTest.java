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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  private static final String ADDRESS = ServedDomain.address(20);

  private static final int FILES = 60_000;

  /** Of one file, which a file system allows only so many. */
  private static final int MOST_LINKS = 10_000;

  static boolean portIsThere() throws IOException {
    return ServedDomain.portProblem(ADDRESS).isEmpty();
  }

  /** What outlasts the stop is cancelled at once. */
  public static class NoGrace extends DcomWorkerTest.RealDomains {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> more = new HashMap<>(super.getConfigOverrides());
      more.put("gpmc.worker.shutdown-grace", "0s");
      // What has been written is many files, which are deleted before the end.
      more.put("gpmc.worker.cancel-bound", "25s");
      return more;
    }
  }

  /** The domain of the host, and the same without the host. */
  public static class BothDomains extends DcomWorkerTest.WindowsHost {
    @Override
    String address() {
      return ADDRESS;
    }

    @Override
    public Map<String, String> start() {
      Map<String, String> both = new HashMap<>(super.start());
      both.putAll(LocalWorker.domain("same", served().embedded));
      both.put("gpmc.backup-stores.default.path", served().store.toString());
      makeItLast();
      return both;
    }

    /**
     * So many files that both backups still run when the worker stops, however fast the machine.
     */
    private static void makeItLast() {
      EmbeddedDomain domain = served().embedded;
      Path policies = domain.sysvol().resolve(domain.dnsName()).resolve("Policies");
      try (Stream<Path> gpos = Files.list(policies)) {
        Path many =
            gpos.map(it -> it.resolve("Machine/Scripts/Startup"))
                .filter(it -> Files.isDirectory(it.resolve("package13")))
                .findFirst()
                .orElseThrow();
        Path one = many;
        for (int n = 0; n < FILES; n++) {
          Path file = many.resolve("file-" + n + ".cmd");
          if (n % MOST_LINKS == 0) {
            one = Files.writeString(file, "rem one of many");
          } else {
            Files.createLink(file, one);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
