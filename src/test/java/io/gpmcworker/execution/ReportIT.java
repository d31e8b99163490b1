package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.directory.LdapProxy;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged worker and reports, which are too large for a record: all four that GPMC generates,
 * from topic to topic.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {

  private static final String GPO = "Server Hardening";
  private static final String STARTER = "Base";
  private static final UUID STARTER_ID = UUID.fromString("0cc42745-34a0-4c7e-acfa-37ce56b13706");

  private Path reports;
  private PackagedWorker packaged;
  private Topics topics;

  /** The directory answers nothing until it is counted down. */
  private volatile CountDownLatch directoryAnswers = new CountDownLatch(0);

  private final List<LdapProxy> proxies = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    reports = folder;
    packaged = new PackagedWorker(List.of(), this::configuration);
    topics = new Topics(packaged.broker().bootstrapServers());
    createStarterGpo(packaged.domain().sysvol().resolve(packaged.domain().dnsName()));
  }

  @AfterAll
  void stop() throws IOException {
    directoryAnswers.countDown();
    if (packaged != null) {
      topics.close();
      packaged.close();
    }
    for (LdapProxy proxy : proxies) {
      proxy.close();
    }
  }

  private Map<String, String> configuration(EmbeddedDomain domain) {
    LdapProxy proxy;
    try {
      proxy = new LdapProxy(domain.ldapAddress(), this::onceTheDirectoryAnswers);
      proxies.add(proxy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "gpmc.reports.path", reports.toString(),
        "gpmc.domains.corp.ldap.port", Integer.toString(proxy.address().getPort()),
        "gpmc.worker.progress-interval", "0s");
  }

  private LdapProxy.Fate onceTheDirectoryAnswers() {
    try {
      directoryAnswers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return LdapProxy.Fate.PASSES;
  }

  private static void createStarterGpo(Path domain) throws IOException {
    Path folder = domain.resolve("StarterGPOs").resolve(Guids.braced(STARTER_ID));
    Files.createDirectories(folder.resolve("Machine"));
    Files.write(
        folder.resolve("Machine/Registry.pol"), new RegistryPolicy(List.of()).toByteArray());
    Files.writeString(
        folder.resolve("StarterGPO.tmplx"),
        "<template><ID>%s</ID><DisplayName>%s</DisplayName></template>"
            .formatted(Guids.braced(STARTER_ID), STARTER));
  }

  @ParameterizedTest
  @CsvSource({"xml, UTF-16", "html, UTF-8"})
  void eachOfTheFourReportsIsWhereItsEndSaysAndToldHowFarItWas(String type, Charset charset)
      throws IOException {
    String backup = backup("backup-gpo", "gpo", GPO, type);
    String starterBackup = backup("backup-starter-gpo", "starterGpo", STARTER, type);
    Map<String, String> subjects = new HashMap<>();
    subjects.put("report-gpo", "\"gpo\":\"%s\"".formatted(GPO));
    subjects.put("report-backup", stored(backup));
    subjects.put("report-starter-gpo", "\"starterGpo\":\"%s\"".formatted(STARTER));
    subjects.put("report-starter-gpo-backup", stored(starterBackup));
    subjects.forEach((operation, subject) ->
        topics.start(operation + "-" + type, report(operation, subject, type)));

    for (String operation : subjects.keySet()) {
      List<ReceivedEvent> events = topics.awaitEnd(operation + "-" + type);

      ReceivedEvent end = events.getLast();
      assertThat(end.type()).as("%s", end).isEqualTo("operation.succeeded");
      String text = Files.readString(Path.of(URI.create(end.extension("dataref"))), charset);
      assertThat(text)
          .as(operation)
          .contains(operation.contains("starter") ? STARTER : GPO)
          .containsPattern(type.equals("xml") ? "^\\uFEFF?<\\?xml" : "^\\uFEFF?<!DOCTYPE html>");
      assertThat(end.data().at("/result/reportType").textValue()).isEqualTo(type);
      assertThat(end.data().at("/result/characters").intValue())
          .as(operation)
          .isEqualTo(text.replace("\uFEFF", "").length());
      assertThat(events)
          .as("progress of %s", operation)
          .filteredOn(event -> event.type().equals("operation.progressed"))
          .isNotEmpty()
          .last()
          .satisfies(last ->
              assertThat(last.data().get("numerator")).isEqualTo(last.data().get("denominator")));
    }
  }

  @Test
  void aReportThatIsCancelledWhileItRunsEndsSoAndLeavesNoFile() throws IOException {
    String id = idOf(GPO);
    long before = reports();
    directoryAnswers = new CountDownLatch(1);
    topics.start("withdrawn", report("report-gpo", "\"gpo\":\"%s\"".formatted(id), "html"));
    topics.awaitEvent("withdrawn", "operation.started");

    ReceivedEvent answer = topics.awaitAnswer(topics.cancel("withdrawn"));
    topics.awaitEvent("withdrawn", "operation.cancelling");
    directoryAnswers.countDown();

    assertThat(answer.type()).isEqualTo("cancel.accepted");
    ReceivedEvent end =
        topics.awaitEnd("withdrawn").stream()
            .filter(ReceivedEvent::isEnd)
            .findFirst()
            .orElseThrow();
    assertThat(end.type()).as("%s", end).isEqualTo("operation.cancelled");
    assertThat(end.extension("dataref")).isEmpty();
    assertThat(reports()).isEqualTo(before);
  }

  @Test
  void aWorkerWithoutAPlaceForReportsSaysSo() throws Exception {
    try (PackagedWorker elsewhere = new PackagedWorker(Map.of());
        Topics its = new Topics(elsewhere.broker().bootstrapServers())) {
      ReceivedEvent answer =
          its.awaitAnswer(
              its.start("report", report("report-gpo", "\"gpo\":\"%s\"".formatted(GPO), "xml")));

      assertThat(answer.type()).isEqualTo("command.rejected");
      assertThat(answer.data().at("/error/detail").textValue()).contains("gpmc.reports.path");
    }
  }

  /** Backs up, and returns the backup's id. */
  private String backup(String operation, String field, String name, String run) {
    String id = operation + "-" + run;
    topics.start(
        id,
        "{\"operation\":\"%s\",\"domain\":\"corp\",\"parameters\":{\"%s\":\"%s\",\"backupStore\":\"default\"}}"
            .formatted(operation, field, name));
    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).as("%s", end).isEqualTo("operation.succeeded");
    return end.data().at("/result/id").textValue();
  }

  private static String stored(String backup) {
    return "\"backupId\":\"%s\",\"backupStore\":\"default\"".formatted(backup);
  }

  private static String report(String operation, String subject, String type) {
    return "{\"operation\":\"%s\",\"domain\":\"corp\",\"parameters\":{%s,\"reportType\":\"%s\"}}"
        .formatted(operation, subject, type);
  }

  private String idOf(String gpo) throws IOException {
    try (DomainDirectory directory = packaged.domain().connect()) {
      return Guids.braced(directory.gpos().get(new GpoName.ByDisplayName(gpo)).attributes().id());
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private long reports() throws IOException {
    try (Stream<Path> files = Files.walk(reports)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
