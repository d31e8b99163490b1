package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Derives the {@code SecurityGroups} of a backup: the principals that a GPO names. */
public final class SecurityGroups {

  private SecurityGroups() {}

  /**
   * The principals of a GPO: those of its DACL.
   *
   * @param securityDescriptor the GPO's descriptor
   * @param resolver finds accounts by SID
   */
  public static List<SecurityGroup> derive(
      SecurityDescriptor securityDescriptor, AccountResolver resolver) {
    Set<Sid> sids = new LinkedHashSet<>();
    securityDescriptor
        .dacl()
        .map(Acl::aces)
        .orElse(List.of())
        .forEach(ace -> {
          if (ace.trustee().isDomainRelative()) {
            sids.add(ace.trustee());
          }
        });
    List<SecurityGroup> groups = new ArrayList<>();
    for (Sid sid : sids) {
      Optional<AccountResolver.Account> account = resolver.resolve(sid);
      groups.add(
          new SecurityGroup(
              true,
              sid.toString(),
              account.map(AccountResolver.Account::samAccountName).orElse(""),
              account.map(AccountResolver.Account::type).orElse(SecurityGroup.Type.Unknown),
              account.map(AccountResolver.Account::netBiosDomainName).orElse(""),
              account.map(AccountResolver.Account::dnsDomainName).orElse(""),
              account.map(AccountResolver.Account::upn).orElse("")));
    }
    return groups;
  }
}
