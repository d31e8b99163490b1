package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.security.WellKnownSids;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derives the {@code SecurityGroups} of a backup: the principals that a GPO names. GPMC's own order
 * is that of its hash tables; here it is that of the input, settings first, as GPMC has them.
 */
public final class SecurityGroups {

  private static final String SID_MARK = "*";

  private SecurityGroups() {}

  /**
   * The principals of a GPO's DACL.
   *
   * @param securityDescriptor the GPO's descriptor
   * @param resolver finds accounts by SID
   */
  public static List<SecurityGroup> derive(
      SecurityDescriptor securityDescriptor, AccountResolver resolver) {
    return derive(securityDescriptor, List.of(), resolver);
  }

  /**
   * The principals of a GPO: those that its security template names, then those that only its DACL
   * names. Of the DACL only accounts of a domain count. An account that is the same everywhere is
   * told by its name alone.
   *
   * @param securityDescriptor the GPO's descriptor
   * @param templateTrustees the trustees of GptTmpl.inf's {@code [Privilege Rights]} and {@code
   *     [Group Membership]}, as it writes them: a name, or {@code *} and a SID
   * @param resolver finds accounts by SID
   */
  public static List<SecurityGroup> derive(
      SecurityDescriptor securityDescriptor,
      Collection<String> templateTrustees,
      AccountResolver resolver) {
    Map<String, SecurityGroup> named = new LinkedHashMap<>();
    for (String trustee : templateTrustees) {
      SecurityGroup group = ofTemplate(trustee.strip(), resolver);
      named.putIfAbsent(group.sid().isEmpty() ? group.samAccountName() : group.sid(), group);
    }
    for (Sid sid : domainAccounts(securityDescriptor)) {
      named.computeIfAbsent(sid.toString(), text -> ofAccount(sid, true, resolver));
    }
    return List.copyOf(named.values());
  }

  private static Set<Sid> domainAccounts(SecurityDescriptor descriptor) {
    Set<Sid> sids = new LinkedHashSet<>();
    for (Ace ace : descriptor.dacl().map(Acl::aces).orElse(List.of())) {
      if (ace.trustee().isDomainRelative()) {
        sids.add(ace.trustee());
      }
    }
    return sids;
  }

  private static SecurityGroup ofTemplate(String trustee, AccountResolver resolver) {
    Optional<Sid> sid =
        trustee.startsWith(SID_MARK) ? Sid.tryParse(trustee.substring(1)) : Optional.empty();
    if (sid.isEmpty()) {
      return byName(trustee);
    }
    return WellKnownSids.name(sid.get())
        .map(SecurityGroups::byName)
        .orElseGet(() -> ofAccount(sid.get(), false, resolver));
  }

  private static SecurityGroup byName(String name) {
    return new SecurityGroup(false, "", name, SecurityGroup.Type.Unknown, "", "", "");
  }

  /** An account as backups list it; empty if the resolver does not know it. */
  public static Optional<SecurityGroup> ofAccount(Sid sid, AccountResolver resolver) {
    return resolver.resolve(sid).map(account -> group(sid, false, account));
  }

  private static SecurityGroup ofAccount(Sid sid, boolean fromDacl, AccountResolver resolver) {
    return resolver
        .resolve(sid)
        .map(account -> group(sid, fromDacl, account))
        .orElseGet(() ->
            new SecurityGroup(
                fromDacl, sid.toString(), "", SecurityGroup.Type.Unknown, "", "", ""));
  }

  private static SecurityGroup group(Sid sid, boolean fromDacl, AccountResolver.Account account) {
    return new SecurityGroup(
        fromDacl,
        sid.toString(),
        account.samAccountName(),
        account.type(),
        account.netBiosDomainName(),
        account.dnsDomainName(),
        account.upn());
  }
}
