package io.gpmcworker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as a running worker gives it out, and the examples against that worker. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ServedContractTest {

  private static final Path EXAMPLES = Path.of("docs/examples");
  private static final String TICKET = "CHG0031";

  @TestHTTPResource("/")
  @SuppressWarnings("NullAway.Init")
  URI worker;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asyncapi",
        "asyncapi.json",
        "schemas/v1/operation.start.json",
        "schemas/v1/parameters/backup-gpo.json",
        "schemas/v1/operation.accepted.json",
        "schemas/v1/examples/cancel.json"
      })
  void theWorkerServesIt(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(worker.resolve("/" + path)).build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("application/json");
      JsonNode served = Schemas.JSON.readTree(response.body());
      assertThat(served).isEqualTo(Schemas.file(path.equals("asyncapi") ? "asyncapi.json" : path));
    }
  }

  @Test
  void theJavaExampleStartsABackupAndWithdrawsIt() throws IOException, InterruptedException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EXAMPLES.resolve("StartBackup.java").toString(),
            bootstrapServers);
    startsAndComesTooLate(
        operation -> with(java, operation, TICKET),
        operation -> with(java, operation, TICKET, "cancel"));
  }

  @Test
  void theKcatExampleStartsABackupAndWithdrawsIt() throws IOException, InterruptedException {
    assumeTrue(runs("kcat", "-V"), "kcat is not installed: apt-get install kcat");
    List<String> kcat =
        List.of("sh", EXAMPLES.resolve("start-backup.sh").toString(), bootstrapServers);
    startsAndComesTooLate(
        operation -> with(kcat, operation, TICKET, "start", "Default Domain Policy"),
        operation -> with(kcat, operation, TICKET, "cancel", "change withdrawn"));
  }

  /** It waits for the end, and its exit code tells of it. */
  @Test
  void thePythonExampleStartsABackupAndSeesItsEnd() throws IOException, InterruptedException {
    String python = "/usr/bin/python3";
    assumeTrue(
        Files.exists(Path.of(python)) && runs(python, "-c", "import confluent_kafka"),
        "Python's confluent_kafka is not installed: apt-get install python3-confluent-kafka");
    String operation = "example-" + UUID.randomUUID();
    try (Topics topics = new Topics(bootstrapServers)) {
      int code =
          run(
              List.of(
                  python,
                  EXAMPLES.resolve("start_backup.py").toString(),
                  bootstrapServers,
                  operation,
                  TICKET,
                  "Default Domain Policy"));

      assertThat(code).isZero();
      assertThat(topics.awaitEnd(operation).getLast().type()).isEqualTo("operation.succeeded");
    }
  }

  private void startsAndComesTooLate(
      Function<String, List<String>> start, Function<String, List<String>> cancel)
      throws IOException, InterruptedException {
    String operation = "example-" + UUID.randomUUID();
    try (Topics topics = new Topics(bootstrapServers)) {
      assertThat(run(start.apply(operation))).isZero();

      ReceivedEvent end = topics.awaitEnd(operation).getLast();
      assertThat(end.type()).isEqualTo("operation.succeeded");
      assertThat(end.extension("correlationid")).isEqualTo(TICKET);

      assertThat(run(cancel.apply(operation))).isZero();
      assertThat(topics.awaitEvent(operation, "cancel.too-late").extension("correlationid"))
          .isEqualTo(TICKET);
    }
  }

  private static List<String> with(List<String> command, String... more) {
    return Stream.concat(command.stream(), Stream.of(more)).toList();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    assertThat(Files.exists(EXAMPLES)).isTrue();
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
