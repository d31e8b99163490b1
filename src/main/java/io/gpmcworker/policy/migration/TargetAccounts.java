package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/** The accounts that a migration table's destinations name: those of the target's domain. */
public interface TargetAccounts {

  /**
   * The account of a name: {@code name@domain}, {@code DOMAIN\name}, or a plain name.
   *
   * @return empty if there is none
   */
  Optional<Sid> find(String name);

  /** An account as {@code DOMAIN\name}; empty if there is none. */
  Optional<String> nameOf(Sid sid);
}
