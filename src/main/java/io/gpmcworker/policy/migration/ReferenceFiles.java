package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import java.util.Map;

/** The files of a GPO that name principals and UNC paths. */
public final class ReferenceFiles {

  /** Largest of them accepted, in bytes. */
  public static final int MAX_SIZE = 16 << 20;

  /** Rewrites the files of one format. */
  @FunctionalInterface
  private interface Rewriter {
    byte[] rewrite(byte[] content, String file, References references)
        throws MalformedPolicyException, MigrationException;
  }

  /** By where they are in a half. */
  private static final Map<String, Rewriter> MAPPED =
      Map.of(
          "microsoft\\windows nt\\secedit\\gpttmpl.inf", SecurityTemplateReferences::rewrite,
          "scripts\\scripts.ini", ScriptReferences::rewrite,
          "scripts\\psscripts.ini", ScriptReferences::rewrite,
          "documents & settings\\fdeploy.ini", FolderRedirectionReferences::rewrite,
          "documents & settings\\fdeploy1.ini", FolderRedirectionReferences::rewrite);

  private ReferenceFiles() {}

  /**
   * Whether a file may name some that GPMC maps.
   *
   * @param path where it is in the GPO
   */
  public static boolean isMapped(GpoPath path) {
    return MAPPED.containsKey(place(path));
  }

  /**
   * Whether a file may name some.
   *
   * @param preferences whether those of Preferences count, which GPMC does not map
   */
  public static boolean names(GpoPath path, boolean preferences) {
    return isMapped(path) || (preferences && isPreference(path));
  }

  private static String place(GpoPath path) {
    return path.insideSide().map(GpoPath::key).orElse("");
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
    Rewriter rewriter = MAPPED.get(place(path));
    if (rewriter != null) {
      return rewriter.rewrite(content, path.toString(), references);
    }
    return isPreference(path)
        ? PreferenceReferences.rewrite(content, path.toString(), references)
        : content;
  }
}
