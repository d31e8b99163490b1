package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.backup.AccountResolver;
import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/** Gives names to SIDs: a live domain, or the groups that a backup lists. */
@FunctionalInterface
public interface TrusteeNames {

  /** Knows nobody; only well-known SIDs get a name then. */
  TrusteeNames NONE = sid -> Optional.empty();

  /** The names of the accounts that a resolver finds, in a live domain for one. */
  static TrusteeNames of(AccountResolver accounts) {
    return sid ->
        accounts
            .resolve(sid)
            .map(account ->
                account.netBiosDomainName().isEmpty()
                    ? account.samAccountName()
                    : account.netBiosDomainName() + "\\" + account.samAccountName());
  }

  /** The name of a trustee as GPMC shows it, {@code DOMAIN\name}. */
  Optional<String> nameOf(Sid sid);

  /** These names, and those of the other for whom these do not know. */
  default TrusteeNames orElse(TrusteeNames other) {
    return sid -> nameOf(sid).or(() -> other.nameOf(sid));
  }
}
