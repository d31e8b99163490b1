package io.gpmcworker.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as a running worker gives it out, and the Java example against that worker. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ServedContractTest {

  private static final Path EXAMPLE = Path.of("docs/examples/StartBackup.java");

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
      assertThat(served)
          .isEqualTo(Schemas.file(path.equals("asyncapi") ? "asyncapi.json" : path));
    }
  }

  @Test
  void theJavaExampleStartsABackup() throws IOException, InterruptedException {
    String operation = "example-" + UUID.randomUUID();
    try (Topics topics = new Topics(bootstrapServers)) {
      assertThat(runExample(operation, "CHG0031")).isZero();

      ReceivedEvent end = topics.awaitEnd(operation).getLast();
      assertThat(end.type()).isEqualTo("operation.succeeded");
      assertThat(end.extension("correlationid")).isEqualTo("CHG0031");

      assertThat(runExample(operation, "CHG0031", "cancel")).isZero();
      assertThat(topics.awaitEvent(operation, "cancel.too-late").extension("correlationid"))
          .isEqualTo("CHG0031");
    }
  }

  /** As a reader would: from its source, with the class path of these tests. */
  private int runExample(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EXAMPLE.toString(),
            bootstrapServers);
    process.command().addAll(List.of(arguments));
    assertThat(Files.exists(EXAMPLE)).isTrue();
    return process.inheritIO().start().waitFor();
  }
}
