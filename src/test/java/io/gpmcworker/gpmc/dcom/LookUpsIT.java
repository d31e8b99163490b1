package io.gpmcworker.gpmc.dcom;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.startup.LookUpAgent;
import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged worker under {@link LookUpAgent}, with a domain of each driver: operations from
 * topic to topic, cancels, reports, HTTP, the page. What it looked up is judged by {@code
 * LookUpsTest}, which needs what GraalVM would be given.
 */
class LookUpsIT {

  private static final Path FOLDER = Path.of("target/look-ups");
  private static final String ADDRESS = ServedDomain.address(21);
  private static final String GPO = "Server Hardening";

  /** The agent as a jar: its classes and the manifest that makes it one. */
  private static Path agent(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", LookUpAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("look-ups-agent.jar");
    String name = LookUpAgent.class.getName().replace('.', '/');
    Path classes =
        Path.of(LookUpAgent.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.list(classes.resolve(name).getParent())) {
      for (Path file : files.toList()) {
        String entry = classes.relativize(file).toString();
        if (entry.equals(name + ".class") || entry.startsWith(name + "$")) {
          zip.putNextEntry(new JarEntry(entry));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
    return jar;
  }

  private static Map<String, String> windows(ServedDomain served, Path secret) {
    String domain = "gpmc.domains.windows.";
    return Map.ofEntries(
        Map.entry(domain + "driver", "dcom"),
        Map.entry(domain + "dns-name", served.embedded.dnsName()),
        Map.entry(domain + "account.name", ServedDomain.CLIENT.toString()),
        Map.entry(domain + "account.password-file", secret.toString()),
        Map.entry(domain + "dcom.host", ADDRESS),
        Map.entry(domain + "dcom.backup-stores.default", ServedDomain.FOLDER),
        Map.entry(domain + "dcom.callback-account.name", ServedDomain.RUN_AS.toString()),
        Map.entry(domain + "dcom.callback-account.password", ServedDomain.RUN_AS_PASSWORD),
        Map.entry("gpmc.dcom.callback.bind", "127.0.0.1"),
        Map.entry("gpmc.dcom.callback.port", "0"),
        Map.entry("gpmc.dcom.callback.resolver-port", "0"),
        Map.entry("gpmc.dcom.callback.advertised-hosts", "127.0.0.1"));
  }

  private static ReceivedEvent end(Topics topics, String domain, String operation, String more) {
    String id = UUID.randomUUID().toString();
    topics.start(
        id,
        """
        {"operation":"%s","domain":"%s","parameters":{%s},"requestedBy":"test"}\
        """
            .formatted(operation, domain, more));
    return topics.awaitEnd(id).getLast();
  }

  private static void succeeds(Topics topics, String domain, String operation, String more) {
    ReceivedEvent end = end(topics, domain, operation, more);
    assertThat(end.type()).as(end.toString()).isEqualTo("operation.succeeded");
  }

  @Test
  void thePackagedWorkerIsTracedWhileItDoesAllThatItCan(@TempDir Path folder) throws Exception {
    assumeThat(ServedDomain.portProblem(ADDRESS))
        .as("port 135 cannot be listened on; the DCOM client knows no other")
        .isEmpty();
    deleteEarlierTraces();
    Path secret = Files.writeString(folder.resolve("secret"), ServedDomain.PASSWORD);
    try (ServedDomain served = new ServedDomain(folder.resolve("windows"), ADDRESS, 0)) {
      Map<String, String> configuration = new HashMap<>(windows(served, secret));
      configuration.put("gpmc.reports.path", folder.toString());
      configuration.put("quarkus.log.console.json.enabled", "true");
      String agent = "-javaagent:" + agent(folder) + "=" + FOLDER.toAbsolutePath();
      try (PackagedWorker packaged = new PackagedWorker(List.of(agent), _ -> configuration);
          Topics topics = new Topics(packaged.broker().bootstrapServers())) {
        for (String domain : List.of("corp", "windows")) {
          overTheTopics(topics, domain);
        }
        overHttp(packaged.worker().url() + "/");
      }
    }

    assertThat(traces()).as("what the packaged worker looked up").hasSize(1);
  }

  /** Of a packaged worker; others may lie beside them. */
  private static List<Path> traces() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    List<Path> traces = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains("quarkus-run.jar")) {
          traces.add(file);
        }
      }
    }
    return traces;
  }

  private static void deleteEarlierTraces() throws IOException {
    for (Path trace : traces()) {
      Files.delete(trace);
    }
  }

  private static void overTheTopics(Topics topics, String domain) {
    String gpo = "\"gpo\":\"%s\"".formatted(GPO);
    String inStore = gpo + ",\"backupStore\":\"default\"";
    succeeds(topics, domain, "backup-gpo", inStore);
    succeeds(topics, domain, "restore-gpo", inStore);
    succeeds(topics, domain, "report-gpo", gpo + ",\"reportType\":\"html\"");
    succeeds(
        topics, domain, "copy-gpo", "\"source\":\"%s\",\"targetName\":\"Copy\"".formatted(GPO));
    ReceivedEvent unknown =
        end(topics, domain, "backup-gpo", "\"gpo\":\"Nobody\",\"backupStore\":\"default\"");
    assertThat(unknown.type()).as(unknown.toString()).isEqualTo("operation.failed");
    String id = UUID.randomUUID().toString();
    topics.start(
        id,
        """
        {"operation":"backup-gpo","domain":"%s","parameters":{"gpo":"%s","backupStore":"default"}}\
        """
            .formatted(domain, EmbeddedDomain.LARGE_SAMPLE));
    topics.awaitEvent(id, "operation.started");
    topics.awaitAnswer(topics.cancel(id));
    topics.awaitEnd(id);
  }

  private static void overHttp(String address) {
    String id =
        given()
            .contentType(ContentType.JSON)
            .header("Prefer", "wait=60")
            .body(
                """
                {"id":"by-http","operation":"report-gpo","domain":"corp","parameters":{"gpo":"Server Hardening","reportType":"html"}}
                """)
            .post(address + "api/v1/operations")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    for (String path :
        List.of(
            "",
            "api/v1/operations",
            "api/v1/operations/" + id,
            "api/v1/operations/" + id + "/report",
            "api/v1/backup-stores",
            "api/v1/backup-stores/default/backups",
            "api/v1/dead-letters",
            "api/v1/domains",
            "api/v1/domains/corp",
            "api/v1/workers",
            "api/v1/session",
            "api/v1/openapi",
            "asyncapi.json",
            "q/openapi",
            "q/health",
            "q/metrics",
            "nothing-here")) {
      assertThat(given().get(address + path).statusCode()).as(path).isLessThan(500);
    }
    given().contentType(ContentType.JSON).body("{").post(address + "api/v1/operations");
  }
}
