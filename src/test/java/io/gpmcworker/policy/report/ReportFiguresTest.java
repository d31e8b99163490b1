package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.admx.TemplateFolder;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.HtmlReport;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what docs/figures.md says about reports and templates. Only what is rendered is
 * asserted, never how long it took.
 */
class ReportFiguresTest {

  private static final int FILES = 300;
  private static final int POLICIES = 20;
  private static final int VALUES = 10_000;
  private static final int RUNS = 5;

  @TempDir Path folder;

  @Test
  void manyTemplatesAndManyValues() throws IOException {
    TemplateFolder store = store();
    long before = usedMemory();
    AdmxTemplates templates = store.load();
    long after = usedMemory();
    assertThat(templates.policies()).hasSize(FILES * POLICIES);
    print(
        "load %,d templates with %,d policies".formatted(FILES, FILES * POLICIES),
        best(store::load));
    System.out.printf("%-60s %,d KiB%n", "  memory that they take", (after - before) >> 10);

    ReportFixture gpo = gpo(templates);
    assertThat(gpo.settings().children("Policy")).hasSize(FILES * POLICIES);
    assertThat(gpo.settings().children("RegistrySetting")).hasSize(VALUES - FILES * POLICIES);
    print(
        "render a GPO with %,d registry values".formatted(VALUES),
        best(() ->
            GpoReport.writeXml(
                gpo.input(), templates, ReportProgress.NONE, OutputStream.nullOutputStream())));

    before = usedMemory();
    ReportElement report = GpoReport.render(gpo.input(), templates, ReportProgress.NONE);
    after = usedMemory();
    System.out.printf(
        "%-60s %,d KiB%n",
        "  memory that its report takes until it is written", (after - before) >> 10);
    print("  write its page", best(() -> HtmlReport.render(report)));
  }

  @Test
  void theCorpus() throws IOException {
    List<Path> backups = Corpus.backups();
    AdmxTemplates templates = CorpusTemplates.load();
    print(
        "load the corpus' templates with %,d policies".formatted(templates.policies().size()),
        best(CorpusTemplates::load));
    print(
        "render the reports of %,d backups".formatted(backups.size()),
        best(() -> renderAll(backups, templates)));
  }

  private static void renderAll(List<Path> backups, AdmxTemplates templates) throws IOException {
    for (Path folder : backups) {
      GpoReport.writeXml(
          BackupReportInput.of(BackupFolder.open(folder), TrusteeNames.NONE, Instant.EPOCH),
          templates,
          ReportProgress.NONE,
          OutputStream.nullOutputStream());
    }
  }

  private TemplateFolder store() throws IOException {
    TemplateFolder store = new TemplateFolder(folder);
    for (int file = 0; file < FILES; file++) {
      StringBuilder policies = new StringBuilder("<policies>");
      StringBuilder strings = new StringBuilder("<string id='C'>Category</string>");
      StringBuilder presentations = new StringBuilder();
      for (int policy = 0; policy < POLICIES; policy++) {
        policies.append(
            """
            <policy name="P%1$d" class="Both" displayName="$(string.P%1$d)"
                explainText="$(string.P%1$d_Help)" key="Software\\Policies\\Test\\F%2$d"
                presentation="$(presentation.P%1$d)">
              <parentCategory ref="C"/>
              <elements><decimal id="d" valueName="V%1$d"/></elements>
            </policy>
            """
                .formatted(policy, file));
        strings.append(
            "<string id='P%1$d'>Policy %1$d</string><string id='P%1$d_Help'>%2$s</string>"
                .formatted(policy, "It says at some length what it does. ".repeat(20)));
        presentations.append(
            "<presentation id='P%d'><decimalTextBox refId='d'>Value</decimalTextBox></presentation>"
                .formatted(policy));
      }
      store
          .admx(
              "F" + file,
              "<categories><category name='C' displayName='$(string.C)'/></categories>"
                  + policies
                  + "</policies>")
          .adml("en-US", "F" + file, strings.toString(), presentations.toString());
    }
    return store;
  }

  /** A value for each policy, and others that no template knows. */
  private static ReportFixture gpo(AdmxTemplates templates) throws IOException {
    List<RegistryPolicyEntry> entries = new ArrayList<>();
    Bytes one = Bytes.of(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(1).array());
    for (int i = 0; i < VALUES; i++) {
      boolean known = i < FILES * POLICIES;
      String key = "Software\\Policies\\Test\\" + (known ? "F" + i / POLICIES : "Unknown");
      String name = "V" + (known ? i % POLICIES : i);
      entries.add(new RegistryPolicyEntry(key, name, RegistryType.REG_DWORD.code(), one));
    }
    return new ReportFixture()
        .extension(ReportFixture.REGISTRY)
        .templates(templates)
        .file("registry.pol", new RegistryPolicy(entries).toByteArray());
  }

  /** Work that is measured. */
  private interface Work {
    void run() throws IOException;
  }

  private static Duration best(Work work) throws IOException {
    Duration best = Duration.ofDays(1);
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      work.run();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      best = took.compareTo(best) < 0 ? took : best;
    }
    return best;
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void print(String what, Duration took) {
    System.out.printf("%-60s %,d ms%n", what, took.toMillis());
  }
}
