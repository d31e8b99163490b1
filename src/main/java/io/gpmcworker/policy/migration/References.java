package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/** What is asked about each principal and each UNC path that a GPO's settings name. */
public interface References {

  /**
   * What stands in the place of a principal; empty if the setting is to do without it.
   *
   * @throws MigrationException if it cannot be mapped
   */
  Optional<Trustee> trustee(Trustee trustee) throws MigrationException;

  /**
   * What stands in the place of a principal where only a SID can stand.
   *
   * @throws MigrationException if it cannot be mapped
   */
  default Optional<Sid> sid(Sid sid) throws MigrationException {
    Optional<Trustee> mapped = trustee(new Trustee.BySid(sid));
    if (mapped.isPresent() && mapped.get() instanceof Trustee.ByName(String name)) {
      throw new MigrationException(
          "%s is mapped to '%s', which is no account, where the settings need one."
              .formatted(sid, name));
    }
    return mapped.map(trustee -> ((Trustee.BySid) trustee).sid());
  }

  /** What stands in the place of a UNC path. */
  String path(String uncPath);

  /** How settings that hold names beside SIDs call an account; empty if that is not known. */
  default Optional<String> nameOf(Sid sid) {
    return Optional.empty();
  }

  /** Whether anything is known of a SID; if not, a name that stands beside it counts. */
  default boolean knows(Sid sid) {
    return true;
  }
}
