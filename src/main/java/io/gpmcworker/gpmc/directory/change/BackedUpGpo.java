package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackedUpObjects;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.util.List;

/**
 * A backup that was opened and found whole.
 *
 * @param folder the backup
 * @param place how it is called in sentences
 */
public record BackedUpGpo(BackupFolder folder, String place) {

  /**
   * Opens a backup and reads all of it that can be wrong.
   *
   * @throws GpmcException if it is missing or damaged; the message names the file
   */
  public static BackedUpGpo open(DirectoryDomain domain, BackupStoreName store, BackupInst inst)
      throws GpmcException {
    BackedUpGpo backup =
        new BackedUpGpo(
            domain.stores().read(store, inst.id()),
            "backup " + Guids.braced(inst.id()) + " of " + BackupStores.label(store));
    try {
      for (GpoSide side : GpoSide.values()) {
        backup.core().extensionNames(side);
      }
      backup.folder().checkContent();
    } catch (IOException e) {
      throw IoFailures.at(backup.place(), e);
    }
    return backup;
  }

  /** The GPO's attributes at that time. */
  public GpoCoreSettings core() {
    return folder.document().coreSettings();
  }

  /** Its files and folders, to be laid into a GPO. */
  public List<PlannedFile> files() {
    return folder.payload().stream()
        .map(entry ->
            entry.isFile()
                ? PlannedFile.file(entry.path(), entry::open)
                : PlannedFile.folder(entry.path()))
        .toList();
  }

  /**
   * What one half of the GPO held in the directory.
   *
   * @param containerDn the container of the GPO that it shall be in
   * @throws GpmcException if it is malformed
   */
  public List<DirectoryObject> objects(GpoSide side, String containerDn) throws GpmcException {
    try {
      return BackedUpObjects.of(folder.document(), side, containerDn);
    } catch (MalformedPolicyException e) {
      throw IoFailures.at(place, e);
    }
  }
}
