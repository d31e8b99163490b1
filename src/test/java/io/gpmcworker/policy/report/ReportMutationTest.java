package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.HtmlReport;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.ReportFiles;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportSide;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The backups of the corpus, changed in ways that say nothing else or less: guards against a
 * renderer that knows the corpus instead of the formats.
 */
class ReportMutationTest {

  @Test
  void theOrderOfRegistrationChangesTheOrderAlone() throws IOException {
    for (BackupFolder backup : backups()) {
      ReportInput input = input(backup);
      ReportInput reversed =
          with(
              input,
              side -> {
                List<ExtensionNames.Group> groups = new ArrayList<>(side.extensions().groups());
                Collections.reverse(groups);
                return new ReportSide(
                    side.version(), side.enabled(), new ExtensionNames(groups), side.files());
              });

      assertThat(sorted(render(reversed))).as(name(backup)).isEqualTo(sorted(render(input)));
    }
  }

  @Test
  void withoutRegistrationNothingIsListed() throws IOException {
    for (BackupFolder backup : backups()) {
      ReportInput nothing =
          with(
              input(backup),
              side ->
                  new ReportSide(
                      side.version(), side.enabled(), ExtensionNames.NONE, side.files()));

      assertThat(data(render(nothing))).as(name(backup)).isEmpty();
    }
  }

  @Test
  void withoutItsFilesARegisteredExtensionIsNoError() throws IOException {
    for (BackupFolder backup : backups()) {
      ReportInput bare =
          with(
              input(backup),
              side ->
                  new ReportSide(
                      side.version(),
                      side.enabled(),
                      side.extensions(),
                      new Files(List.of(), side)));

      ReportElement report = render(bare);

      assertThat(data(report))
          .as(name(backup))
          .noneMatch(part -> part.children().stream().anyMatch(c -> c.name().equals("Error")));
      assertThat(HtmlReport.render(report)).endsWith("</html>\n");
    }
  }

  @Test
  void aFilesNameMayBeWrittenInAnyCase() throws IOException {
    for (BackupFolder backup : backups()) {
      ReportInput input = input(backup);
      ReportInput upper =
          with(
              input,
              side ->
                  new ReportSide(
                      side.version(),
                      side.enabled(),
                      side.extensions(),
                      new Files(
                          side.files().paths().stream().map(ReportMutationTest::upper).toList(),
                          side)));

      assertThat(sorted(render(upper))).as(name(backup)).isEqualTo(sorted(render(input)));
    }
  }

  /** In Turkish, i and I are no pair: whoever folds case by the machine's language stumbles. */
  @Test
  void theLanguageOfTheMachineChangesNothing() throws IOException {
    Locale before = Locale.getDefault();
    for (BackupFolder backup : backups().stream().limit(20).toList()) {
      List<String> expected = sorted(render(input(backup)));
      try {
        for (String language : List.of("tr-TR", "ar-SA-u-nu-arab", "de-DE")) {
          Locale.setDefault(Locale.forLanguageTag(language));
          assertThat(sorted(render(input(backup)))).as(name(backup)).isEqualTo(expected);
        }
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  /** Some of a half's files, by other names. */
  private record Files(List<GpoPath> paths, ReportSide original) implements ReportFiles {
    @Override
    public Optional<InputStream> open(GpoPath path) throws IOException {
      for (GpoPath there : paths) {
        if (there.equals(path)) {
          for (GpoPath own : original.files().paths()) {
            if (own.toString().equalsIgnoreCase(there.toString())) {
              return original.files().open(own);
            }
          }
        }
      }
      return Optional.empty();
    }
  }

  private static GpoPath upper(GpoPath path) {
    try {
      return GpoPath.parse(path.toString().toUpperCase(Locale.ROOT));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<BackupFolder> backups() throws IOException {
    List<BackupFolder> backups = new ArrayList<>();
    for (Path folder : Corpus.backups()) {
      backups.add(BackupFolder.open(folder));
    }
    return backups;
  }

  private static String name(BackupFolder backup) {
    return String.valueOf(backup.folder().getFileName());
  }

  private static ReportInput input(BackupFolder backup) throws IOException {
    return BackupReportInput.of(backup, TrusteeNames.NONE, Instant.EPOCH);
  }

  private static ReportElement render(ReportInput input) {
    return GpoReport.render(input, AdmxTemplates.NONE, ReportProgress.NONE);
  }

  private static ReportInput with(ReportInput input, UnaryOperator<ReportSide> change) {
    return input.withSides(change.apply(input.machine()), change.apply(input.user()));
  }

  private static List<ReportElement> data(ReportElement report) {
    return report.children().stream()
        .filter(half -> half.name().equals("Computer") || half.name().equals("User"))
        .flatMap(half -> half.children().stream())
        .filter(part -> part.name().equals("ExtensionData"))
        .toList();
  }

  private static List<String> sorted(ReportElement report) {
    return data(report).stream().map(ReportMutationTest::text).sorted().toList();
  }

  private static String text(ReportElement element) {
    StringBuilder text = new StringBuilder(element.name()).append(element.attributes());
    text.append(element.text());
    element.children().forEach(child -> text.append('(').append(text(child)).append(')'));
    return text.toString();
  }
}
