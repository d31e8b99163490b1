package io.gpmcworker.policy;

import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.Sid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Good input for every parser: small samples made here, and real files where they are at hand. */
final class FuzzSamples {

  static final Sid DOMAIN = Sid.of(5, 21, 1, 2, 3);

  static final String SDDL =
      "O:DAG:S-1-5-21-1-2-3-513D:PARAI(A;CIIO;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;CO)(OA;CI;CR;"
          + "edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)(XA;;0x1200a9;;;WD;#61727478)"
          + "S:AI(OU;CIIDSA;WPWD;;f30e3bc2-9ff0-11d1-b603-0000f80367c1;WD)";

  static final String GPO_DN =
      "CN={31B2F340-016D-11D2-945F-00C04FB984F9},CN=Policies,CN=System,DC=corp,DC=example";

  static final String BACKUP =
      """
      <?xml version="1.0" encoding="utf-8"?><GroupPolicyBackupScheme bkp:version="2.0" \
      bkp:type="GroupPolicyBackupTemplate" \
      xmlns:bkp="http://www.microsoft.com/GroupPolicy/GPOOperations" \
      xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations"><GroupPolicyObject>\
      <SecurityGroups><Group bkp:Source="FromDACL"><Sid/><Type>User</Type></Group></SecurityGroups>\
      <FilePaths><Path>\\\\a\\b</Path></FilePaths><GroupPolicyCoreSettings><ID/><Options>1</Options>\
      <UserVersionNumber>65537</UserVersionNumber></GroupPolicyCoreSettings>\
      <GroupPolicyExtension bkp:ID="{1}" bkp:DescName="x"><FSObjectDir bkp:Path="%GPO_FSPATH%\\a"/>\
      <DSObject bkp:Path="CN=a,%GPO_MACH_DSPATH%" bkp:ObjectClass="c"><DSAttributeDWORD bkp:DSAttrName="n"><DSValue>\
      <![CDATA[1]]></DSValue></DSAttributeDWORD></DSObject></GroupPolicyExtension>\
      </GroupPolicyObject></GroupPolicyBackupScheme>\
      """;

  static final String TEMPLATE =
      """
      [Unicode]
      Unicode=yes
      [System Access]
      MinimumPasswordAge = 1
      LockoutDuration = -1
      NewAdministratorName = "boss"
      [Event Audit]
      AuditSystemEvents = 3
      [Registry Values]
      MACHINE\\Software\\A\\B=4,1
      MACHINE\\Software\\A\\C=7,one,two
      [Privilege Rights]
      SeDebugPrivilege = *S-1-5-32-544,corp\\jane
      [Group Membership]
      *S-1-5-32-544__Members = *S-1-5-21-1-2-3-512
      [Service General Setting]
      "spooler",4,"D:AR(A;;GA;;;SY)"
      [File Security]
      "%SystemRoot%\\x",0,"D:PAR(A;OICI;FA;;;BA)"
      [Version]
      signature="$CHICAGO$"
      Revision=1
      """;

  static final String SCRIPTS =
      """

      [Startup]
      0CmdLine=\\\\server\\share\\a.cmd
      0Parameters=-x
      1CmdLine=b.ps1
      1Parameters=
      [ScriptsConfig]
      StartExecutePSFirst=true
      """;

  static final String REDIRECTION =
      """

      [Folder_Redirection]
      {FDD39AD0-238F-46AF-ADB4-6C85480369C7}=S-1-1-0;S-1-5-21-1-2-3-513;
      [{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_S-1-1-0]
      Flags=11
      FullPath=\\\\server\\share\\%USERNAME%
      [{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_S-1-5-21-1-2-3-513]
      Flags=1021
      FullPath=\\\\server\\share
      """;

  static final String AUDIT =
      """
      Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value
      ,System,Audit Logon,{0cce9215-69ae-11d9-bed3-505054503030},Success and Failure,,3
      ,,FileGlobalSacl,,,,S:(AU;SA;FA;;;WD)
      """;

  static final String PREFERENCES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}"><Group clsid="{6D4A79E4-529C-4481-ABD0-F5BD7EA93BA7}" \
      name="Administrators (built-in)" image="2" changed="2020-01-02 03:04:05" uid="{D6D2E8F0-6B1E-4C8A-8B2A-1A2B3C4D5E6F}">\
      <Properties action="U" newName="" description="" deleteAllUsers="0" groupSid="S-1-5-32-544" groupName="Administrators">\
      <Members><Member name="corp\\jane" action="ADD" sid="S-1-5-21-1-2-3-1104"/></Members></Properties>\
      <Filters><FilterGroup bool="AND" not="0" name="corp\\staff" sid="S-1-5-21-1-2-3-1105"/></Filters></Group></Groups>
      """;

  static final String MIGRATION =
      """
      <?xml version="1.0" encoding="utf-16"?>
      <MigrationTable xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations/MigrationTable">
      <Mapping><Type>User</Type><Source>jane@corp.example</Source><Destination>S-1-5-21-1-2-3-1104</Destination></Mapping>
      <Mapping><Type>UNCPath</Type><Source>\\\\a\\b</Source><DestinationSameAsSource/></Mapping>
      <Mapping><Type>GlobalGroup</Type><Source>S-1-5-21-1-2-3-513</Source><DestinationNone/></Mapping>
      </MigrationTable>
      """;

  private FuzzSamples() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] utf16(String text) {
    return ("\uFEFF" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_16LE);
  }

  static List<byte[]> registryPolicies() throws IOException {
    byte[] own =
        new RegistryPolicy(
                List.of(
                    new RegistryPolicyEntry("Software\\A", "Name", 4, Bytes.of(new byte[4])),
                    new RegistryPolicyEntry("Software\\B", "**del.x", 1, Bytes.of(new byte[2])),
                    new RegistryPolicyEntry("Software\\C", "Many", 7, Bytes.of(new byte[60]))))
            .toByteArray();
    return withReal(own, "registry.pol");
  }

  static byte[] descriptor() throws IOException {
    return Sddl.parse(SDDL, Optional.of(DOMAIN)).toByteArray();
  }

  /** Own samples in both encodings, and the smallest few real files of a name. */
  static List<byte[]> texts(String own, String realName) throws IOException {
    List<byte[]> samples = new ArrayList<>(withReal(utf16(own), realName));
    samples.add(utf8(own));
    return samples;
  }

  /** An own sample, and some real files of a name where the corpus is at hand. */
  static List<byte[]> withReal(byte[] own, String realName) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    samples.add(own);
    if (Corpus.isThere()) {
      for (Path file : Corpus.files(realName)) {
        if (samples.size() < 25 && Files.size(file) < 1 << 15) {
          samples.add(Files.readAllBytes(file));
        }
      }
    }
    return samples;
  }
}
