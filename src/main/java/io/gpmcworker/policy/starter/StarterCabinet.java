package io.gpmcworker.policy.starter;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a Starter GPO's files in a cabinet, where GPMC puts them all in one folder: {@code
 * Machine_Registry.pol} for {@code Machine\Registry.pol}.
 */
public final class StarterCabinet {

  private static final Pattern LANGUAGE =
      Pattern.compile(
          "([A-Za-z]{2,3}-[A-Za-z]{2,4})_(StarterGPO\\.tmpll)", Pattern.CASE_INSENSITIVE);

  private StarterCabinet() {}

  /** The name in a cabinet of a file of a Starter GPO. */
  public static String name(GpoPath path) {
    return String.join("_", path.segments());
  }

  /**
   * The place in a Starter GPO of a file of a cabinet.
   *
   * @throws MalformedPolicyException if the name is none that Windows allows
   */
  public static GpoPath path(String name) throws MalformedPolicyException {
    for (GpoSide side : GpoSide.values()) {
      String start = side.folder().toLowerCase(Locale.ROOT) + "_";
      if (name.toLowerCase(Locale.ROOT).startsWith(start)) {
        return GpoPath.parse(side.folder() + "\\" + name.substring(start.length()));
      }
    }
    Matcher language = LANGUAGE.matcher(name);
    return GpoPath.parse(language.matches() ? language.group(1) + "\\" + language.group(2) : name);
  }

  /** Whether all files of a Starter GPO can be told apart, and found again, in a cabinet. */
  public static boolean isPossible(List<GpoPath> paths) throws MalformedPolicyException {
    for (GpoPath path : paths) {
      if (!path(name(path)).equals(path)) {
        return false;
      }
    }
    return true;
  }
}
