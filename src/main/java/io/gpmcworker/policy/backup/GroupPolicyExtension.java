package io.gpmcworker.policy.backup;

import java.util.List;

/**
 * {@code GroupPolicyExtension} of Backup.xml: what GPMC backs up on behalf of one extension.
 *
 * @param id {@code bkp:ID}: the extension's GUID as written, in braces
 * @param descName {@code bkp:DescName}
 * @param objects its files, folders and directory objects, in document order
 */
public record GroupPolicyExtension(String id, String descName, List<BackupObject> objects) {

  public GroupPolicyExtension {
    objects = List.copyOf(objects);
  }
}
