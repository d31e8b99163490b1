package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Renders every backup of the corpus and compares with the report that real GPMC rendered of the
 * same GPO. The floors only rise: whoever renders more alike raises them.
 */
class ReportScoreTest {

  private static final String FLOORS = "report-score-floors.properties";

  /** Floors are written with four digits. */
  private static final double ROUNDING = 0.00005;

  @Test
  void everyPartIsAtLeastAsMuchLikeGpmcAsItsFloorSays() throws IOException {
    Map<String, Score> scores = new TreeMap<>();
    AdmxTemplates templates = CorpusTemplates.load();
    Map<String, Set<String>> atHand = CorpusTemplates.helpTexts(templates);
    for (Path folder : Corpus.backups()) {
      BackupFolder backup = BackupFolder.open(folder);
      XmlElement gpmcReport = gpmcReport(backup);
      Set<String> described = CorpusTemplates.describedPolicies(gpmcReport, atHand);
      Map<String, Map<String, Integer>> gpmc = ReportLeaves.of(gpmcReport, described).parts();
      Map<String, Map<String, Integer>> ours =
          ReportLeaves.of(ourReport(backup, templates), described).parts();
      Set<String> parts = new TreeSet<>(gpmc.keySet());
      parts.addAll(ours.keySet());
      for (String part : parts) {
        scores
            .computeIfAbsent(part, name -> new Score())
            .add(gpmc.getOrDefault(part, Map.of()), ours.getOrDefault(part, Map.of()));
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

  @Test
  void anExtensionIsListedExactlyWhereGpmcListsItAndInTheSameOrder() throws IOException {
    for (Path folder : Corpus.backups()) {
      BackupFolder backup = BackupFolder.open(folder);
      XmlElement gpmc = gpmcReport(backup);
      XmlElement ours = ourReport(backup, AdmxTemplates.NONE);
      for (String side : List.of("Computer", "User")) {
        assertThat(extensions(ours, side))
            .as("%s of %s", side, folder.getFileName())
            .isEqualTo(errorsLast(gpmc, side));
      }
    }
  }

  /** GPMC puts an error of its templates first, before it knows what else there is. */
  private static List<String> errorsLast(XmlElement report, String side) {
    List<XmlElement> data = data(report, side);
    List<String> names = new ArrayList<>();
    data.stream()
        .filter(extension -> extension.child("Error").isEmpty())
        .forEach(extension -> names.add(extension.childText("Name")));
    data.stream()
        .filter(extension -> extension.child("Error").isPresent())
        .forEach(extension -> names.add(extension.childText("Name")));
    return names;
  }

  private static List<String> extensions(XmlElement report, String side) {
    return data(report, side).stream().map(extension -> extension.childText("Name")).toList();
  }

  private static List<XmlElement> data(XmlElement report, String side) {
    return report.child(side).orElseThrow().children("ExtensionData");
  }

  private static XmlElement gpmcReport(BackupFolder backup) throws IOException {
    return XmlReader.read(backup.report(), "gpreport.xml");
  }

  private static XmlElement ourReport(BackupFolder backup, AdmxTemplates templates)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GpoReport.writeXml(
        BackupReportInput.of(backup, TrusteeNames.NONE, Instant.EPOCH),
        templates,
        ReportProgress.NONE,
        out);
    return XmlReader.read(out.toByteArray(), "the rendered report");
  }

  private static Properties floors() throws IOException {
    Properties floors = new Properties();
    try (InputStream in = ReportScoreTest.class.getResourceAsStream(FLOORS)) {
      floors.load(in);
    }
    return floors;
  }
}
