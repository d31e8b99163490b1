package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupObject;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.UUID;

/**
 * The packages of Software Installation. They keep their identity only if their objects are
 * reanimated, which takes Windows; so who finds some refuses.
 */
public final class Packages {

  private static final String PACKAGE = "packageRegistration";

  private Packages() {}

  /** Whether a backup holds packages. */
  public static boolean in(BackupFolder backup) {
    return backup.document().extensions().stream()
        .flatMap(extension -> extension.objects().stream())
        .anyMatch(Packages::isPackage);
  }

  /** Recursive over a tree whose depth its reader has bounded. A pattern is none. */
  private static boolean isPackage(BackupObject node) {
    return node instanceof DsObject object
        && ((object.objectClass().equalsIgnoreCase(PACKAGE) && !object.path().startsWith("*"))
            || object.children().stream().anyMatch(Packages::isPackage));
  }

  /** Whether a GPO of the domain holds packages. */
  public static boolean in(DirectoryDomain domain, UUID gpo) throws GpmcException {
    for (GpoSide side : GpoSide.values()) {
      if (domain.directory().gpos().objects(gpo, side).stream().anyMatch(Packages::isPackage)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPackage(DirectoryObject object) {
    return object.objectClass().equalsIgnoreCase(PACKAGE)
        || object.children().stream().anyMatch(Packages::isPackage);
  }
}
