package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import java.util.List;
import java.util.stream.Stream;

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

  /** Its files and folders that a backup holds copies of, at any depth, in document order. */
  public List<FsObject> copies() {
    return copies(objects).toList();
  }

  /** Recursive; the reader of the XML bounds the depth. */
  private static Stream<FsObject> copies(List<BackupObject> objects) {
    return objects.stream()
        .flatMap(object ->
            switch (object) {
              case FsObject fs ->
                  Stream.concat(
                      fs.location().isPresent() ? Stream.of(fs) : Stream.empty(),
                      copies(fs.children()));
              case DsObject ds -> copies(ds.children());
              default -> Stream.empty();
            });
  }
}
