package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.List;

/**
 * What a GPO holds apart from its attributes: the input of a backup.
 *
 * @param source where it was read
 * @param machineExtensions its {@code gPCMachineExtensionNames}
 * @param userExtensions its {@code gPCUserExtensionNames}
 * @param entries every file and folder of its SYSVOL folder, in any order; {@code gpt.ini} and the
 *     folders of the two halves may be among them and are passed over
 * @param machineObjects what lies in its container's {@code CN=Machine}
 * @param userObjects what lies in its container's {@code CN=User}
 */
public record GpoContent(
    BackupSource source,
    ExtensionNames machineExtensions,
    ExtensionNames userExtensions,
    List<SysvolEntry> entries,
    List<DirectoryObject> machineObjects,
    List<DirectoryObject> userObjects) {

  public GpoContent {
    entries = List.copyOf(entries);
    machineObjects = List.copyOf(machineObjects);
    userObjects = List.copyOf(userObjects);
  }

  /** What lies in the container of one half. */
  public List<DirectoryObject> objects(GpoSide side) {
    return side == GpoSide.USER ? userObjects : machineObjects;
  }
}
