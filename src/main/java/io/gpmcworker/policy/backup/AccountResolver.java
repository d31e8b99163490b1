package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/** Finds the accounts behind SIDs, in the directory that holds the GPO. */
@FunctionalInterface
public interface AccountResolver {

  /** The account of the given SID, as {@code SecurityGroups} describes it; empty if unknown. */
  Optional<Account> resolve(Sid sid);

  /**
   * An account of a domain.
   *
   * @param samAccountName its name
   * @param type its kind
   * @param netBiosDomainName its domain's NetBIOS name
   * @param dnsDomainName its domain's DNS name
   * @param upn its user principal name; {@code name@domain} for one that has none
   */
  record Account(
      String samAccountName,
      SecurityGroup.Type type,
      String netBiosDomainName,
      String dnsDomainName,
      String upn) {}
}
