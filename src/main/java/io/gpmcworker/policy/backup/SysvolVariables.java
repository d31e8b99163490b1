package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.Optional;

/** The variables that stand in Backup.xml for a GPO's folder and its halves. */
final class SysvolVariables {

  private static final String ROOT = "%GPO_FSPATH%";

  private SysvolVariables() {}

  /** A place in the GPO's folder as {@code bkp:Path} writes it. */
  static String path(GpoPath path) {
    Optional<String> inSide =
        path.side()
            .flatMap(side -> path.insideSide().map(inside -> side.fileVariable() + "\\" + inside));
    return inSide.orElse(ROOT + "\\" + path);
  }

  /**
   * The path, relative to the GPO's folder, that a {@code bkp:Path} stands for.
   *
   * @throws IllegalArgumentException if no variable is in front
   */
  static String relative(String path) {
    return tryRelative(path).orElseThrow(() -> new IllegalArgumentException(path));
  }

  /** As {@link #relative}, but empty if no variable is in front. */
  static Optional<String> tryRelative(String path) {
    for (GpoSide side : GpoSide.values()) {
      Optional<String> inside = behind(side.fileVariable(), path);
      if (inside.isPresent()) {
        return Optional.of(side.folder() + "\\" + inside.get());
      }
    }
    return behind(ROOT, path);
  }

  private static Optional<String> behind(String variable, String path) {
    String start = variable + "\\";
    return path.regionMatches(true, 0, start, 0, start.length())
        ? Optional.of(path.substring(start.length()))
        : Optional.empty();
  }
}
