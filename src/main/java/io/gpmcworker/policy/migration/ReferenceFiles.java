package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;

/** The files of a GPO that name principals and UNC paths. */
public final class ReferenceFiles {

  /** Largest of them accepted, in bytes. */
  public static final int MAX_SIZE = 16 << 20;

  private ReferenceFiles() {}

  /**
   * Whether a file may name some that GPMC maps.
   *
   * @param path where it is in the GPO
   */
  public static boolean isMapped(GpoPath path) {
    return switch (GpoPath.fold(path.name())) {
      case "gpttmpl.inf", "scripts.ini", "psscripts.ini", "fdeploy.ini", "fdeploy1.ini" -> true;
      default -> false;
    };
  }

  /** Whether a file is one of Preferences, which GPMC does not map. */
  public static boolean isPreference(GpoPath path) {
    return PreferenceReferences.isAt(path.key());
  }

  /**
   * The file with what stands in the place of its principals and paths; the same array if that is
   * what stood there before.
   *
   * @throws MalformedPolicyException if it cannot be read; the message names it
   * @throws MigrationException if one of them cannot be mapped
   */
  public static byte[] rewrite(GpoPath path, byte[] content, References references)
      throws MalformedPolicyException, MigrationException {
    String file = path.toString();
    return switch (GpoPath.fold(path.name())) {
      case "gpttmpl.inf" -> SecurityTemplateReferences.rewrite(content, file, references);
      case "scripts.ini", "psscripts.ini" -> ScriptReferences.rewrite(content, file, references);
      case "fdeploy.ini", "fdeploy1.ini" ->
          FolderRedirectionReferences.rewrite(content, file, references);
      default ->
          isPreference(path) ? PreferenceReferences.rewrite(content, file, references) : content;
    };
  }
}
