package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.PackageChange;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a GPO shall be. Made only if all of it has been checked.
 *
 * @param attributes what the directory will hold, with the new version; a descriptor without DACL
 *     leaves the permissions as they are, or as the directory makes them for a new GPO
 * @param files every file and folder it will have, without gpt.ini
 * @param objects what its halves will hold in the directory; a half that is not named keeps what it
 *     has
 * @param packages what becomes of packages in halves that are not swapped; the others stay as they
 *     are
 * @param source where the files come from, for sentences
 */
public record ChangePlan(
    GpoAttributes attributes,
    List<PlannedFile> files,
    Map<GpoSide, List<DirectoryObject>> objects,
    Map<GpoSide, List<PackageChange>> packages,
    String source) {

  public ChangePlan {
    files = List.copyOf(files);
    objects = Map.copyOf(objects);
    packages = Map.copyOf(packages);
  }

  /** The GPO. */
  public UUID gpo() {
    return attributes.id();
  }

  /** For people: display name and GUID. */
  public String label() {
    return "'" + attributes.displayName() + "' " + GpoName.braced(attributes.id());
  }

  /** The GPO as a result names it. */
  public ResultValue.Gpo asResult() {
    return new ResultValue.Gpo(attributes.id(), attributes.displayName(), attributes.domain());
  }
}
