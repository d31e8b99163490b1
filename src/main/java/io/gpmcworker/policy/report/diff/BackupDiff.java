package io.gpmcworker.policy.report.diff;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.report.diff.SettingChange.Kind;
import io.gpmcworker.policy.report.diff.SettingChange.ValueChange;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.ReportFiles;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportSide;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compares two backups: the settings that a report shows, and behind them the files that it does
 * not read, such as scripts and whatever belongs to extensions that nobody knows.
 */
public final class BackupDiff {

  private static final List<String> FILES = List.of("GPO", "Files");

  private final Function<ReportInput, ReportElement> renderer;

  /** The files that went into either report. */
  private final Set<GpoPath> shown = new HashSet<>();

  private BackupDiff(Function<ReportInput, ReportElement> renderer) {
    this.renderer = renderer;
  }

  /**
   * What is different.
   *
   * @param renderer renders a report, the same way for both
   * @throws MalformedPolicyException if a part of a Backup.xml that the report needs is malformed
   * @throws IOException if a file cannot be read
   */
  public static List<SettingChange> compare(
      BackupFolder before, BackupFolder after, Function<ReportInput, ReportElement> renderer)
      throws IOException {
    BackupDiff diff = new BackupDiff(renderer);
    List<SettingChange> changes =
        new ArrayList<>(ReportDiff.compare(diff.report(before), diff.report(after)));
    Set<String> sides = new HashSet<>();
    changes.forEach(change -> sides.add(change.place().getFirst()));
    changes.addAll(diff.files(files(before), files(after), sides));
    return List.copyOf(changes);
  }

  private ReportElement report(BackupFolder backup) throws MalformedPolicyException {
    ReportInput input = BackupReportInput.of(backup, TrusteeNames.NONE, Instant.EPOCH);
    Set<GpoPath> read = new HashSet<>();
    ReportElement report =
        renderer.apply(
            input.withSides(
                watched(GpoSide.MACHINE, input, read), watched(GpoSide.USER, input, read)));
    if (!hasErrors(report)) {
      shown.addAll(read);
    }
    return report;
  }

  /** A part that could not be read says nothing about its files; then all of them count. */
  private static boolean hasErrors(ReportElement report) {
    return report.children().stream()
        .flatMap(side -> side.children().stream())
        .flatMap(data -> data.children().stream())
        .anyMatch(part -> part.name().equals("Error"));
  }

  private static ReportSide watched(GpoSide side, ReportInput input, Set<GpoPath> read) {
    ReportSide half = input.side(side);
    ReportFiles files = half.files();
    return half.withFiles(
        new ReportFiles() {
          @Override
          public List<GpoPath> paths() {
            return files.paths();
          }

          @Override
          public Optional<InputStream> open(GpoPath path) throws IOException {
            read.add(GpoPath.parse(side.folder() + "\\" + path));
            return files.open(path);
          }
        });
  }

  private static Map<GpoPath, PayloadEntry> files(BackupFolder backup) {
    Map<GpoPath, PayloadEntry> files = new TreeMap<>();
    backup.payload().stream()
        .filter(PayloadEntry::isFile)
        .forEach(file -> files.put(file.path(), file));
    return files;
  }

  /**
   * The files that differ beyond what the settings tell.
   *
   * @param sides the halves with settings that differ
   */
  private List<SettingChange> files(
      Map<GpoPath, PayloadEntry> before, Map<GpoPath, PayloadEntry> after, Set<String> sides)
      throws IOException {
    List<SettingChange> changes = new ArrayList<>();
    Set<GpoPath> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (GpoPath path : paths) {
      PayloadEntry old = before.get(path);
      PayloadEntry now = after.get(path);
      boolean told =
          shown.contains(path)
              && path.side().map(BackupDiff::word).filter(sides::contains).isPresent();
      if (told || (old != null && now != null && isEqual(old, now))) {
        continue;
      }
      List<String> was = old == null ? List.of() : List.of(content(old));
      List<String> is = now == null ? List.of() : List.of(content(now));
      Kind kind = old == null ? Kind.ADDED : now == null ? Kind.REMOVED : Kind.CHANGED;
      changes.add(
          new SettingChange(
              kind, FILES, path.toString(), List.of(new ValueChange("Content", was, is))));
    }
    return changes;
  }

  /** The report's name of a half. */
  private static String word(GpoSide side) {
    return side == GpoSide.MACHINE ? "Computer" : "User";
  }

  private static String content(PayloadEntry file) throws IOException {
    try (InputStream in = file.open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[65_536];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
      String hex = HexFormat.of().formatHex(digest.digest());
      return "%d bytes, SHA-256 %s".formatted(file.size(), hex);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean isEqual(PayloadEntry one, PayloadEntry other) throws IOException {
    return one.size() == other.size() && Files.mismatch(one.copy(), other.copy()) < 0;
  }
}
