package io.gpmcworker.policy.backup;

import java.util.List;

/**
 * Sorts a GPO's files, folders and directory objects into Backup.xml's extensions as GPMC does: by
 * its fixed template, and all that the template does not name under {@code Unknown Extension}.
 */
public final class ExtensionClassifier {

  private ExtensionClassifier() {}

  /**
   * The extensions of a GPO's backup.
   *
   * @param source where the GPO was read
   * @param entries every file and folder of its SYSVOL folder, in any order; {@code gpt.ini} and
   *     the folders of the two halves may be among them and are passed over
   * @param directoryObjects what lies below its container's {@code CN=Machine} and {@code CN=User},
   *     with paths relative to {@code %GPO_MACH_DSPATH%} and {@code %GPO_USER_DSPATH%}
   */
  public static List<GroupPolicyExtension> classify(
      BackupSource source,
      List<SysvolEntry> entries,
      List<BackupObject.DsObject> directoryObjects) {
    throw new UnsupportedOperationException(source + " " + entries + " " + directoryObjects);
  }
}
