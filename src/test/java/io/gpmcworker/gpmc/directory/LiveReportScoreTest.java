package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest.ReportGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.ReportTemplates;
import io.gpmcworker.gpmc.directory.embedded.LoadedBackups;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.report.CorpusTemplates;
import io.gpmcworker.policy.report.ReportLeaves;
import io.gpmcworker.policy.report.Score;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads every backup of the corpus into the embedded domain, has the driver report on the GPOs, and
 * compares with the report that real GPMC rendered of the same GPO. What the embedded domain cannot
 * know, the accounts and the links of the domain that a backup came from, is missing. The floors
 * only rise.
 */
class LiveReportScoreTest {

  private static final String FLOORS = "live-report-score-floors.properties";

  /** Floors are written with four digits. */
  private static final double ROUNDING = 0.00005;

  @Test
  void everyPartIsAtLeastAsMuchLikeGpmcAsItsFloorSays(@TempDir Path folder) throws Exception {
    Map<String, Score> scores = new TreeMap<>();
    try (TestDomain domain = TestDomain.open(folder);
        DirectoryDriver driver = driver(domain)) {
      LoadedBackups loaded = domain.embedded.loadBackups(Corpus.folder());
      for (LoadedBackups.Loaded gpo : loaded.loaded()) {
        GpmcResult result =
            TestDomain.run(
                driver,
                new ReportGpo(new GpoName.ById(gpo.gpo()), ReportType.XML),
                TestDomain.nextOperation(),
                progress -> {});
        ResultValue.Report report = (ResultValue.Report) result.value().orElseThrow();
        add(
            scores,
            XmlReader.read(BackupFolder.open(gpo.folder()).report(), "gpreport.xml"),
            XmlReader.read(
                report.text().getBytes(StandardCharsets.UTF_16LE), "the rendered report"));
      }
    }
    scores.forEach((part, score) -> System.out.printf("%-32s %s%n", part, score));

    Properties floors = floors();
    assertThat(scores.keySet()).isEqualTo(floors.stringPropertyNames());
    scores.forEach((part, score) ->
        assertThat(score.f1())
            .as(part)
            .isGreaterThanOrEqualTo(Double.parseDouble(floors.getProperty(part)) - ROUNDING));
  }

  private static void add(Map<String, Score> scores, XmlElement gpmc, XmlElement ours) {
    Map<String, Map<String, Integer>> expected = ReportLeaves.of(gpmc).parts();
    Map<String, Map<String, Integer>> rendered = ReportLeaves.of(ours).parts();
    Set<String> parts = new TreeSet<>(expected.keySet());
    parts.addAll(rendered.keySet());
    for (String part : parts) {
      scores
          .computeIfAbsent(part, name -> new Score())
          .add(expected.getOrDefault(part, Map.of()), rendered.getOrDefault(part, Map.of()));
    }
  }

  private static DirectoryDriver driver(TestDomain domain) {
    Sysvol sysvol = new FolderSysvol(domain.sysvolFolder());
    return new DirectoryDriver(
        new DirectoryDomain(
            domain.embedded.dnsName(),
            domain.embedded.connect(),
            sysvol,
            new BackupStores(Map.of(TestDomain.STORE, domain.store)),
            ReportTemplates.ofFolder(CorpusTemplates.folder(), List.of()).of(sysvol)),
        neighbour -> Optional.empty());
  }

  private static Properties floors() throws Exception {
    Properties floors = new Properties();
    try (InputStream in = LiveReportScoreTest.class.getResourceAsStream(FLOORS)) {
      floors.load(in);
    }
    return floors;
  }
}
