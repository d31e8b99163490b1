package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.security.Sid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names in a backup: those of the accounts that it lists, and those of the groups that every
 * domain has, once an account of the domain tells what the domain is called.
 */
final class BackupNames implements TrusteeNames {

  /** Accounts of every domain by RID (MS-DTYP 2.4.2.4). */
  private static final Map<Long, String> DOMAIN_ACCOUNTS =
      Map.ofEntries(
          Map.entry(500L, "Administrator"),
          Map.entry(501L, "Guest"),
          Map.entry(502L, "krbtgt"),
          Map.entry(512L, "Domain Admins"),
          Map.entry(513L, "Domain Users"),
          Map.entry(514L, "Domain Guests"),
          Map.entry(515L, "Domain Computers"),
          Map.entry(516L, "Domain Controllers"),
          Map.entry(517L, "Cert Publishers"),
          Map.entry(518L, "Schema Admins"),
          Map.entry(519L, "Enterprise Admins"),
          Map.entry(520L, "Group Policy Creator Owners"),
          Map.entry(521L, "Read-only Domain Controllers"),
          Map.entry(522L, "Cloneable Domain Controllers"),
          Map.entry(525L, "Protected Users"),
          Map.entry(526L, "Key Admins"),
          Map.entry(527L, "Enterprise Key Admins"),
          Map.entry(553L, "RAS and IAS Servers"),
          Map.entry(571L, "Allowed RODC Password Replication Group"),
          Map.entry(572L, "Denied RODC Password Replication Group"));

  private final Map<Sid, String> accounts;
  private final Map<Sid, String> domains;

  private BackupNames(Map<Sid, String> accounts, Map<Sid, String> domains) {
    this.accounts = accounts;
    this.domains = domains;
  }

  static TrusteeNames of(List<SecurityGroup> groups) {
    Map<Sid, String> accounts = new HashMap<>();
    Map<Sid, String> domains = new HashMap<>();
    for (SecurityGroup group : groups) {
      Optional<Sid> sid = Sid.tryParse(group.sid());
      if (sid.isPresent() && !group.samAccountName().isEmpty()) {
        String domain = group.netBiosDomainName();
        accounts.put(
            sid.get(),
            domain.isEmpty() ? group.samAccountName() : domain + "\\" + group.samAccountName());
        sid.get().domain().ifPresent(domainSid -> domains.putIfAbsent(domainSid, domain));
      }
    }
    return new BackupNames(Map.copyOf(accounts), Map.copyOf(domains));
  }

  @Override
  public Optional<String> nameOf(Sid sid) {
    return Optional.ofNullable(accounts.get(sid)).or(() -> domainAccount(sid));
  }

  private Optional<String> domainAccount(Sid sid) {
    return sid.domain()
        .flatMap(domain -> Optional.ofNullable(domains.get(domain)))
        .flatMap(domain ->
            sid.rid()
                .flatMap(rid -> Optional.ofNullable(DOMAIN_ACCOUNTS.get(rid)))
                .map(name -> domain + "\\" + name));
  }
}
