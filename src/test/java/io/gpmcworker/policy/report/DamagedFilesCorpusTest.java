package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.HtmlReport;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.ReportFiles;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportSide;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every file that the report reads of a backup, broken in turn: what other files say stays in the
 * report word for word, and where the broken one says nothing any more there is an Error. The
 * backups are chosen so that every kind of file is among them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedFilesCorpusTest {

  /** A backup adds kinds of files until each was broken in so many backups. */
  private static final int BACKUPS_OF_A_KIND = 3;

  /** What happens to a file. */
  enum Damage {
    UNREADABLE {
      @Override
      InputStream of(byte[] content) throws IOException {
        throw new IOException("the disk gave up");
      }
    },
    CUT_IN_THE_MIDDLE {
      @Override
      InputStream of(byte[] content) {
        return new ByteArrayInputStream(content, 0, content.length / 2);
      }
    },
    GARBLED {
      @Override
      InputStream of(byte[] content) {
        byte[] garbled = content.clone();
        Random random = new Random(content.length);
        for (int i = 0; i < Math.max(1, garbled.length / 50); i++) {
          garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
        }
        return new ByteArrayInputStream(garbled);
      }
    },
    OF_ANOTHER_KIND {
      @Override
      InputStream of(byte[] content) {
        byte[] other =
            "\u0000\u0001 neither <text/> [nor = this".getBytes(StandardCharsets.UTF_16BE);
        return new ByteArrayInputStream(other);
      }
    };

    abstract InputStream of(byte[] content) throws IOException;
  }

  /** The files of a half, one of them broken. */
  private record Broken(ReportFiles whole, GpoPath file, Damage damage) implements ReportFiles {
    @Override
    public List<GpoPath> paths() {
      return whole.paths();
    }

    @Override
    public Optional<InputStream> open(GpoPath path) throws IOException {
      Optional<InputStream> opened = whole.open(path);
      if (opened.isEmpty() || !path.equals(file)) {
        return opened;
      }
      try (InputStream in = opened.get()) {
        return Optional.of(damage.of(in.readAllBytes()));
      }
    }
  }

  /** The files of a half, with a note of those that were read. */
  private record Watched(ReportFiles whole, Set<GpoPath> read) implements ReportFiles {
    @Override
    public List<GpoPath> paths() {
      return whole.paths();
    }

    @Override
    public Optional<InputStream> open(GpoPath path) throws IOException {
      Optional<InputStream> opened = whole.open(path);
      if (opened.isPresent()) {
        read.add(path);
      }
      return opened;
    }
  }

  /** A file to be broken, and what the report says while it is whole. */
  private record Victim(
      ReportInput whole, Map<String, List<String>> expected, GpoSide side, GpoPath file) {

    /** What lives in Registry.pol, and what is said of it, are several parts of the report. */
    boolean isSeveralParts() {
      return Set.of("registry.pol", "comment.cmtx").contains(kind(file));
    }

    ReportElement broken(Damage damage) {
      ReportFiles files = whole.side(side).files();
      return GpoReport.render(
          with(whole, side, new Broken(files, file, damage)), ReportProgress.NONE);
    }

    @Override
    public String toString() {
      return side.folder() + "\\" + file + " of " + whole.name();
    }
  }

  private final List<Victim> victims = new ArrayList<>();

  @BeforeAll
  void chooseFilesOfEveryKind() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Path folder : Corpus.backups()) {
      ReportInput whole =
          BackupReportInput.of(BackupFolder.open(folder), TrusteeNames.NONE, Instant.EPOCH);
      ReportInput watched = whole;
      Map<GpoSide, Set<GpoPath>> read = new EnumMap<>(GpoSide.class);
      for (GpoSide side : GpoSide.values()) {
        read.put(side, new TreeSet<>());
        watched = with(watched, side, new Watched(whole.side(side).files(), read.get(side)));
      }
      Map<String, List<String>> expected = parts(GpoReport.render(watched, ReportProgress.NONE));
      read.forEach((side, files) -> {
        for (GpoPath file : files) {
          if (kinds.merge(kind(file), 1, Integer::sum) <= BACKUPS_OF_A_KIND) {
            victims.add(new Victim(whole, expected, side, file));
          }
        }
      });
    }
    assertThat(kinds)
        .containsKeys(
            "registry.pol",
            "gpttmpl.inf",
            "audit.csv",
            "comment.cmtx",
            "cap.inf",
            "groups.xml",
            "scheduledtasks.xml",
            "registry.xml",
            "drives.xml");
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenFileCostsOnlyWhatItSays(Damage damage) {
    for (Victim victim : victims) {
      ReportElement report = victim.broken(damage);
      Map<String, List<String>> shown = parts(report);
      Map<String, List<String>> changed = new TreeMap<>(shown);
      changed
          .entrySet()
          .removeIf(part -> part.getValue().equals(victim.expected().get(part.getKey())));

      if (victim.isSeveralParts()) {
        assertThat(changed.keySet())
            .as(victim.toString())
            .allMatch(part -> part.startsWith(halfOf(victim)) && !part.endsWith("(head)"));
      } else {
        assertThat(changed.keySet()).as(victim.toString()).hasSizeLessThanOrEqualTo(1);
        assertThat(shown.keySet()).as(victim.toString()).isEqualTo(victim.expected().keySet());
      }
      if (damage == Damage.UNREADABLE) {
        assertThat(changed.values())
            .as(victim.toString())
            .anySatisfy(content ->
                assertThat(content)
                    .anyMatch(leaf -> leaf.contains("/Error/Details"))
                    .anyMatch(leaf -> leaf.contains("the disk gave up")));
      }
      assertThat(HtmlReport.render(report)).as(victim.toString()).endsWith("</html>\n");
    }
  }

  private static String halfOf(Victim victim) {
    return victim.side() == GpoSide.MACHINE ? "Computer/" : "User/";
  }

  private static String kind(GpoPath file) {
    return file.name().toLowerCase(Locale.ROOT);
  }

  private static ReportInput with(ReportInput input, GpoSide side, ReportFiles files) {
    ReportSide half = input.side(side).withFiles(files);
    return side == GpoSide.MACHINE
        ? input.withSides(half, input.user())
        : input.withSides(input.machine(), half);
  }

  /**
   * What each part of the report says, by half and name; the head, and all that is no extension.
   */
  private static Map<String, List<String>> parts(ReportElement report) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (ReportElement child : report.children()) {
      boolean half = Set.of("Computer", "User").contains(child.name());
      if (!half) {
        add(parts, "(head)", child);
        continue;
      }
      for (ReportElement part : child.children()) {
        String name =
            part.children().stream()
                .filter(leaf -> leaf.name().equals("Name"))
                .map(ReportElement::text)
                .findFirst()
                .orElse("(head)");
        add(parts, child.name() + "/" + name, part);
      }
    }
    return parts;
  }

  private static void add(Map<String, List<String>> parts, String part, ReportElement element) {
    List<String> leaves = parts.computeIfAbsent(part, unseen -> new ArrayList<>());
    leaves(element, "", leaves);
  }

  private static void leaves(ReportElement element, String outer, List<String> leaves) {
    String path = outer + "/" + element.name();
    leaves.add(path + element.attributes() + element.text());
    element.children().forEach(child -> leaves(child, path, leaves));
  }
}
