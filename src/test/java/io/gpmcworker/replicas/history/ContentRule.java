package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The GPOs and the store are as the ends say. A restore that succeeded has put its backup there; one
 * that failed or was cancelled has changed nothing. A backup that succeeded is in the store and
 * holds what the GPO was at that time; one that did not is not there.
 *
 * <p>Where an outcome is unknown, anything is allowed until the next restore that succeeded.
 */
final class ContentRule implements Rule {

  @Override
  public List<String> broken(History history, Timeline timeline) {
    List<String> broken = new ArrayList<>();
    Contents contents = history.contents();
    Map<String, String> now = new HashMap<>(contents.before());
    Set<String> uncertain = new HashSet<>();
    Map<String, Work> reported = new LinkedHashMap<>();
    int unknownBackups = 0;
    for (Work work : Work.of(history, timeline)) {
      switch (work.kind()) {
        case "restore-gpo" -> {
          if (work.ended(SeenEvent.OUTCOME_UNKNOWN)) {
            uncertain.add(work.gpo());
          } else if (work.ended(SeenEvent.SUCCEEDED)) {
            uncertain.remove(work.gpo());
            work.backup()
                .flatMap(it -> Optional.ofNullable(contents.prepared().get(it)))
                .ifPresent(it -> now.put(work.gpo(), it.fingerprint()));
          }
        }
        case "backup-gpo" -> {
          if (work.ended(SeenEvent.OUTCOME_UNKNOWN)) {
            unknownBackups++;
          } else if (work.ended(SeenEvent.SUCCEEDED)) {
            String id = work.end().data().at("/result/id").asText();
            reported.put(id, work);
            checkBackup(work, id, now, uncertain, contents, broken);
          }
        }
        default -> {
          // Reports change nothing that could be looked at here.
        }
      }
    }
    checkStore(reported, unknownBackups, contents, broken);
    contents.after().forEach((gpo, fingerprint) -> {
      if (!uncertain.contains(gpo)) {
        checkGpo(gpo, fingerprint, now, contents, broken);
      }
    });
    return broken;
  }

  private static void checkBackup(
      Work work,
      String id,
      Map<String, String> now,
      Set<String> uncertain,
      Contents contents,
      List<String> broken) {
    String expected = now.get(work.gpo());
    String stored = contents.stored().get(id);
    if (stored != null
        && expected != null
        && !contents.prepared().containsKey(id)
        && !uncertain.contains(work.gpo())
        && !stored.equals(expected)) {
      broken.add("Backup %s by %s does not hold what the GPO was then".formatted(id, work));
    }
  }

  private static void checkStore(
      Map<String, Work> reported, int unknown, Contents contents, List<String> broken) {
    reported.forEach((id, work) -> {
      if (!contents.stored().containsKey(id)) {
        broken.add("Backup %s was reported by %s and is not in the store".formatted(id, work));
      }
    });
    Set<String> unreported = new TreeSet<>(contents.stored().keySet());
    unreported.removeAll(reported.keySet());
    unreported.removeAll(contents.prepared().keySet());
    if (unreported.size() > unknown) {
      broken.add(
          "In the store, but reported by nobody (%d backups have an unknown outcome): %s"
              .formatted(unknown, unreported));
    }
  }

  private static void checkGpo(
      String gpo,
      String fingerprint,
      Map<String, String> now,
      Contents contents,
      List<String> broken) {
    if (!fingerprint.equals(now.get(gpo))) {
      broken.add("GPO '%s' is not what its operations say".formatted(gpo));
    }
    Contents.Versions versions = contents.versions().get(gpo);
    if (versions != null && versions.gptIni() != versions.directory()) {
      broken.add(
          "GPO '%s' has version %d in gpt.ini and %d in the directory"
              .formatted(gpo, versions.gptIni(), versions.directory()));
    }
  }
}
