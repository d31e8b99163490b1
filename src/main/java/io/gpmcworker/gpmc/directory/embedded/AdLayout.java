package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import io.gpmcworker.policy.security.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The entries with which a new domain begins (MS-ADTS 6.1). */
final class AdLayout {

  static final String BASE_DN = DomainNames.CORP.baseDn();
  static final Sid DOMAIN_SID = DomainNames.CORP.sid();
  static final String POLICIES_DN = "CN=Policies,CN=System," + BASE_DN;

  private static final String TREE =
      """
      domainDNS|%base|objectSid=%sid|msDS-Behavior-Version=7|gPOptions=0
      container|CN=System,%base
      container|CN=Policies,CN=System,%base
      container|CN=WMIPolicy,CN=System,%base
      container|CN=SOM,CN=WMIPolicy,CN=System,%base
      container|CN=Users,%base|description=Default container for upgraded user accounts
      container|CN=Computers,%base
      container|CN=ForeignSecurityPrincipals,%base
      builtinDomain|CN=Builtin,%base|objectSid=S-1-5-32
      organizationalUnit|OU=Domain Controllers,%base|description=Default container for domain controllers
      organizationalUnit|OU=Workstations,%base
      organizationalUnit|OU=Kiosks,OU=Workstations,%base
      organizationalUnit|OU=Servers,%base
      organizationalUnit|OU=Web,OU=Servers,%base
      organizationalUnit|OU=Staff,%base
      organizationalUnit|OU=Finanzbuchhaltung München,OU=Staff,%base
      configuration|CN=Configuration,%base
      crossRefContainer|CN=Partitions,CN=Configuration,%base
      crossRef|CN=%netbios,CN=Partitions,CN=Configuration,%base|nCName=%base|dnsRoot=%dns|nETBIOSName=%netbios
      sitesContainer|CN=Sites,CN=Configuration,%base
      site|CN=Default-First-Site-Name,CN=Sites,CN=Configuration,%base
      """;

  /** Accounts: class, name, relative identifier or whole SID, groupType of a group. */
  private static final String ACCOUNTS =
      """
      user|CN=Users|Administrator|500|
      user|CN=Users|Guest|501|
      user|CN=Users|krbtgt|502|
      group|CN=Users|Domain Admins|512|-2147483646
      group|CN=Users|Domain Users|513|-2147483646
      group|CN=Users|Domain Guests|514|-2147483646
      group|CN=Users|Domain Computers|515|-2147483646
      group|CN=Users|Domain Controllers|516|-2147483646
      group|CN=Users|Cert Publishers|517|-2147483644
      group|CN=Users|Schema Admins|518|-2147483640
      group|CN=Users|Enterprise Admins|519|-2147483640
      group|CN=Users|Group Policy Creator Owners|520|-2147483646
      group|CN=Users|Read-only Domain Controllers|521|-2147483646
      group|CN=Builtin|Administrators|S-1-5-32-544|-2147483643
      group|CN=Builtin|Users|S-1-5-32-545|-2147483643
      group|CN=Builtin|Guests|S-1-5-32-546|-2147483643
      group|CN=Builtin|Account Operators|S-1-5-32-548|-2147483643
      group|CN=Builtin|Server Operators|S-1-5-32-549|-2147483643
      group|CN=Builtin|Print Operators|S-1-5-32-550|-2147483643
      group|CN=Builtin|Backup Operators|S-1-5-32-551|-2147483643
      group|CN=Builtin|Pre-Windows 2000 Compatible Access|S-1-5-32-554|-2147483643
      group|CN=Builtin|Remote Desktop Users|S-1-5-32-555|-2147483643
      group|CN=Builtin|Event Log Readers|S-1-5-32-573|-2147483643
      user|OU=Staff|jane|1103|
      user|OU=Staff|svc-tickets|1104|
      user|OU=Finanzbuchhaltung München,OU=Staff|jörg|1105|
      group|OU=Staff|Helpdesk|1106|-2147483646
      group|OU=Staff|GPO Editors|1107|-2147483644
      computer|OU=Domain Controllers|DC1$|1000|
      computer|OU=Kiosks,OU=Workstations|KIOSK01$|1108|
      """;

  private final DomainNames names;

  private AdLayout(DomainNames names) {
    this.names = names;
  }

  /** The entries of a domain, each after the one above it. */
  static List<Entry> entries(DomainNames names) {
    AdLayout layout = new AdLayout(names);
    List<Entry> entries = new ArrayList<>();
    layout.fill(TREE).lines().map(AdLayout::treeEntry).forEach(entries::add);
    ACCOUNTS.lines().map(layout::account).forEach(entries::add);
    return entries;
  }

  private String fill(String text) {
    return text.replace("%base", names.baseDn())
        .replace("%sid", names.sid().toString())
        .replace("%dns", names.dnsName())
        .replace("%netbios", names.netBiosName());
  }

  private static Entry treeEntry(String line) {
    String[] parts = line.split("\\|");
    Entry entry = new Entry(parts[1]);
    entry.addAttribute("objectClass", AdSchema.chain(parts[0]));
    for (String value : List.of(parts).subList(2, parts.length)) {
      int equals = value.indexOf('=');
      set(entry, value.substring(0, equals), value.substring(equals + 1));
    }
    return entry;
  }

  private Entry account(String line) {
    String[] parts = line.split("\\|", -1);
    String objectClass = parts[0];
    String accountName = parts[2];
    String commonName = accountName.replace("$", "");
    Entry entry = new Entry("CN=" + commonName + "," + parts[1] + "," + names.baseDn());
    entry.addAttribute("objectClass", AdSchema.chain(objectClass));
    set(entry, "sAMAccountName", accountName);
    set(entry, "objectSid", parts[3].startsWith("S-") ? parts[3] : names.sid() + "-" + parts[3]);
    switch (objectClass) {
      case "group" -> set(entry, "groupType", parts[4]);
      case "computer" ->
          set(entry, "dNSHostName", commonName.toLowerCase(Locale.ROOT) + "." + names.dnsName());
      default -> set(entry, "userPrincipalName", accountName + "@" + names.dnsName());
    }
    return entry;
  }

  private static void set(Entry entry, String name, String value) {
    if (name.equals("objectSid")) {
      entry.addAttribute(name, Sid.tryParse(value).orElseThrow().toByteArray());
    } else {
      entry.addAttribute(name, value);
    }
  }
}
