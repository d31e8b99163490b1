package io.gpmcworker.policy.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a migration table does to the settings that name principals and UNC paths. */
class TableMappingTest {

  private static final String LAB = "S-1-5-21-1-2-3-";
  private static final String CORP = "S-1-5-21-7-8-9-";
  private static final Map<String, String> ACCOUNTS =
      Map.of("corp\\admins", CORP + "1001", "editors", CORP + "1002", "jane", CORP + "1003");

  private static final TargetAccounts TARGET =
      new TargetAccounts() {
        @Override
        public Optional<Sid> find(String name) {
          return Optional.ofNullable(ACCOUNTS.get(name.toLowerCase(Locale.ROOT)))
              .flatMap(Sid::tryParse);
        }

        @Override
        public Optional<String> nameOf(Sid sid) {
          return ACCOUNTS.entrySet().stream()
              .filter(account -> account.getValue().equals(sid.toString()))
              .map(account -> "CORP\\" + account.getKey().replace("corp\\", ""))
              .findFirst();
        }
      };

  private static final SourcePrincipals SOURCE =
      SourcePrincipals.of(
          List.of(
              group("1101", "Admins", SecurityGroup.Type.GlobalGroup),
              group("1102", "Editors", SecurityGroup.Type.GlobalGroup),
              group("1103", "Nobody", SecurityGroup.Type.User)));

  private static SecurityGroup group(String rid, String name, SecurityGroup.Type type) {
    return new SecurityGroup(
        false, LAB + rid, name, type, "LAB", "lab.example", name + "@lab.example");
  }

  private static final MigrationTable TABLE =
      new MigrationTable(
          List.of(
              new Mapping(
                  EntryType.GLOBAL_GROUP,
                  "Admins@lab.example",
                  new Destination.Set("CORP\\Admins")),
              new Mapping(EntryType.GLOBAL_GROUP, "LAB\\Editors", new Destination.ByRelativeName()),
              new Mapping(EntryType.USER, "lab.example\\Nobody", new Destination.None()),
              new Mapping(EntryType.UNKNOWN, "Backup Operators", new Destination.Set("Users")),
              new Mapping(EntryType.UNC_PATH, "\\\\lab\\it", new Destination.Set("\\\\corp\\old")),
              new Mapping(
                  EntryType.UNC_PATH,
                  "\\\\lab\\it\\new",
                  new Destination.Set("\\\\corp\\share\\new"))));

  private final TableMapping mapping = new TableMapping(TABLE, SOURCE, TARGET);

  private String mapped(String path, String text) throws Exception {
    byte[] content = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    byte[] after = ReferenceFiles.rewrite(GpoPath.parse(path), content, mapping);
    return new String(after, StandardCharsets.UTF_16LE).substring(1);
  }

  private static final String TEMPLATE = "Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";

  @Test
  void userRightsAreMappedBySidAndByName() throws Exception {
    assertThat(
            mapped(
                TEMPLATE,
                """
                [Privilege Rights]
                SeBackupPrivilege = *S-1-5-32-544,*S-1-5-21-1-2-3-1101,LAB\\Editors,*S-1-5-32-551
                SeDebugPrivilege = *S-1-5-21-1-2-3-1103
                SeShutdownPrivilege = *S-1-5-32-544
                """))
        .isEqualTo(
            """
            [Privilege Rights]
            SeBackupPrivilege = *S-1-5-32-544,*S-1-5-21-7-8-9-1001,*S-1-5-21-7-8-9-1002,*S-1-5-32-545
            SeDebugPrivilege =\s
            SeShutdownPrivilege = *S-1-5-32-544
            """);
    assertThat(mapping.unmapped()).isEmpty();
  }

  @Test
  void restrictedGroupsAreMappedAsGroupsAndAsMembers() throws Exception {
    assertThat(
            mapped(
                TEMPLATE,
                """
                [Group Membership]
                *S-1-5-21-1-2-3-1101__Memberof = *S-1-5-32-544
                *S-1-5-21-1-2-3-1101__Members =
                *S-1-5-21-1-2-3-1103__Members = *S-1-5-21-1-2-3-1102
                *S-1-5-32-544__Members = *S-1-5-21-1-2-3-1101,*S-1-5-21-1-2-3-1103
                """))
        .isEqualTo(
            """
            [Group Membership]
            *S-1-5-21-7-8-9-1001__Memberof = *S-1-5-32-544
            *S-1-5-21-7-8-9-1001__Members =
            *S-1-5-32-544__Members = *S-1-5-21-7-8-9-1001
            """);
  }

  @Test
  void descriptorsOfServicesFilesAndKeysAreMappedAndNothingElseOfTheirLines() throws Exception {
    assertThat(
            mapped(
                TEMPLATE,
                """
                [Service General Setting]
                "Spooler",4,"D:AR(A;;FA;;;S-1-5-21-1-2-3-1101)(A;;FR;;;BA)(A;;FR;;;S-1-5-21-1-2-3-1103)"
                [File Security]
                "%SystemRoot%\\x (y)",2,"O:S-1-5-21-1-2-3-1102D:P(XA;;FX;;;S-1-5-21-1-2-3-1102;(@User.a == "b"))"
                """))
        .isEqualTo(
            """
            [Service General Setting]
            "Spooler",4,"D:AR(A;;FA;;;S-1-5-21-7-8-9-1001)(A;;FR;;;BA)"
            [File Security]
            "%SystemRoot%\\x (y)",2,"O:S-1-5-21-7-8-9-1002D:P(XA;;FX;;;S-1-5-21-7-8-9-1002;(@User.a == "b"))"
            """);
  }

  @Test
  void scriptsOutsideTheGpoAreMappedByTheLongestPath() throws Exception {
    assertThat(
            mapped(
                "Machine\\Scripts\\scripts.ini",
                """

                [Startup]
                0CmdLine=inventory.cmd
                0Parameters=\\\\lab\\it\\x
                1CmdLine=\\\\LAB\\it\\new\\a.cmd
                2CmdLine=\\\\lab\\it\\b.cmd
                3CmdLine=\\\\lab\\item\\c.cmd
                """))
        .isEqualTo(
            """

            [Startup]
            0CmdLine=inventory.cmd
            0Parameters=\\\\lab\\it\\x
            1CmdLine=\\\\corp\\share\\new\\a.cmd
            2CmdLine=\\\\corp\\old\\b.cmd
            3CmdLine=\\\\lab\\item\\c.cmd
            """);
    assertThat(mapping.unmapped()).containsExactly("\\\\lab\\item\\c.cmd");
  }

  private static final String FOLDERS = "User\\Documents & Settings\\fdeploy1.ini";

  @Test
  void redirectedFoldersAreMappedByGroupAndByPath() throws Exception {
    assertThat(
            mapped(
                FOLDERS,
                """
                [Folder_Redirection]
                {FDD39AD0}=S-1-5-21-1-2-3-1101;S-1-5-21-1-2-3-1103;S-1-1-0;
                [{FDD39AD0}_S-1-5-21-1-2-3-1101]
                Flags=1231
                FullPath=\\\\lab\\it\\%USERNAME%
                [{FDD39AD0}_S-1-5-21-1-2-3-1103]
                Flags=1231
                [{FDD39AD0}_S-1-1-0]
                Flags=1230
                """))
        .isEqualTo(
            """
            [Folder_Redirection]
            {FDD39AD0}=S-1-5-21-7-8-9-1001;S-1-1-0;
            [{FDD39AD0}_S-1-5-21-7-8-9-1001]
            Flags=1231
            FullPath=\\\\corp\\old\\%USERNAME%
            [{FDD39AD0}_S-1-1-0]
            Flags=1230
            """);
    assertThat(
            mapped(
                "User\\Documents & Settings\\fdeploy.ini",
                "[My Documents]\nS-1-5-21-1-2-3-1101=\\\\lab\\it\\docs\n"))
        .isEqualTo("[My Documents]\nS-1-5-21-7-8-9-1001=\\\\corp\\old\\docs\n");
  }

  @Test
  void twoGroupsThatBecomeOneCannotBeRedirectedToTwoPlaces() {
    TableMapping both =
        new TableMapping(
            new MigrationTable(
                List.of(
                    new Mapping(EntryType.UNKNOWN, LAB + "1", new Destination.Set(CORP + "1")),
                    new Mapping(EntryType.UNKNOWN, LAB + "2", new Destination.Set(CORP + "1")))),
            SOURCE,
            TARGET);
    byte[] content =
        "[Desktop]\nS-1-5-21-1-2-3-1=\\\\a\\b\nS-1-5-21-1-2-3-2=\\\\a\\c\n"
            .getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() ->
            ReferenceFiles.rewrite(
                GpoPath.parse("User\\Documents & Settings\\fdeploy.ini"), content, both))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("fdeploy.ini");
  }

  @Test
  void preferencesAreMappedWhereTheyNameAccountsOfADomainAndPaths() throws Exception {
    String before =
        """
        <?xml version="1.0" encoding="utf-16"?>
        <!-- <Member name="LAB\\Admins" sid=""/> -->
        <Groups clsid='{1}'><Group name="Administrators (built-in)"><Properties groupSid="S-1-5-32-544" groupName="Administrators (built-in)"><Members>
        <Member name="LAB\\Admins" action="ADD" sid="S-1-5-21-1-2-3-1101"/><Member name="xadmin" action="ADD" sid=""/>
        <Member name="LAB\\Editors" action="ADD" sid=""/></Members></Properties></Group>
        <Drive name="H:"><Properties path="\\\\lab\\it\\%LogonUser%" label="a &gt; b"/><Filters><FilterGroup name="LAB\\Admins" sid="S-1-5-21-1-2-3-1101" not="0"/></Filters></Drive>
        <TaskV2><Properties runAs="NT AUTHORITY\\System"><Task><Principals><UserId>LAB\\Editors</UserId></Principals></Task></Properties></TaskV2></Groups>
        """;
    assertThat(mapped("Machine\\Preferences\\Groups\\Groups.xml", before))
        .isEqualTo(
            before
                .replace(
                    "<Member name=\"LAB\\Admins\" action=\"ADD\" sid=\"S-1-5-21-1-2-3-1101\"/>",
                    "<Member name=\"CORP\\admins\" action=\"ADD\" sid=\"S-1-5-21-7-8-9-1001\"/>")
                .replace(
                    "<Member name=\"LAB\\Editors\" action=\"ADD\" sid=\"\"/>",
                    "<Member name=\"CORP\\editors\" action=\"ADD\" sid=\"\"/>")
                .replace("\\\\lab\\it\\%LogonUser%", "\\\\corp\\old\\%LogonUser%")
                .replace(
                    "<FilterGroup name=\"LAB\\Admins\" sid=\"S-1-5-21-1-2-3-1101\"",
                    "<FilterGroup name=\"CORP\\admins\" sid=\"S-1-5-21-7-8-9-1001\"")
                .replace("<UserId>LAB\\Editors<", "<UserId>CORP\\editors<"));
    assertThat(mapping.unmapped()).isEmpty();
  }

  @Test
  void whatThePreferencesCannotDoWithoutIsNotTakenAway() {
    assertThatThrownBy(() ->
            mapped(
                "User\\Preferences\\Drives\\Drives.xml",
                "<Drives><FilterUser name=\"LAB\\Nobody\" sid=\"S-1-5-21-1-2-3-1103\"/></Drives>"))
        .isInstanceOf(MigrationException.class)
        .hasMessage(
            "'LAB\\Nobody' is mapped to nothing, but User\\Preferences\\Drives\\Drives.xml cannot"
                + " do without it; give it a destination.");
  }

  @Test
  void theDaclIsMappedEntryByEntry() throws Exception {
    SecurityDescriptor before =
        Sddl.parse(
            "D:PAI(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;S-1-5-21-1-2-3-1101)"
                + "(A;CI;LCRPLORC;;;AU)(D;;WD;;;S-1-5-21-1-2-3-1103)(A;;GA;;;S-1-5-21-1-2-3-999)",
            Optional.empty());
    assertThat(Sddl.write(mapping.descriptor(before), Optional.empty()))
        .isEqualTo(
            "D:PAI(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;S-1-5-21-7-8-9-1001)"
                + "(A;CI;LCRPLORC;;;AU)(A;;GA;;;S-1-5-21-1-2-3-999)");
    assertThat(mapping.unmapped()).containsExactly("S-1-5-21-1-2-3-999");
  }

  @Test
  void aFileThatNamesNothingInTheTableKeepsEveryByte() throws Exception {
    byte[] content =
        "[Privilege Rights]\r\nSeX = a , *S-1-1-0,\n\n; b".getBytes(StandardCharsets.US_ASCII);
    assertThat(ReferenceFiles.rewrite(GpoPath.parse(TEMPLATE), content, mapping)).isSameAs(content);
    assertThat(mapping.unmapped()).containsExactly("a");
  }

  @Test
  void aDestinationThatIsNoAccountIsToldUnlessItIsFreeText() {
    assertThat(
            TableMapping.validate(
                new MigrationTable(
                    List.of(
                        new Mapping(
                            EntryType.USER, "a@lab.example", new Destination.Set("CORP\\b")),
                        new Mapping(EntryType.UNKNOWN, "c", new Destination.Set("d")),
                        new Mapping(EntryType.USER, "e", new Destination.Set("jane")))),
                TARGET))
        .containsExactly(
            "The migration table maps 'a@lab.example' to 'CORP\\b', which is no account of the"
                + " target's domain; correct the destination.");
  }

  @Test
  void aGeneratedTableNamesEveryPrincipalAndPathOnce() throws Exception {
    FoundReferences found = new FoundReferences();
    found.addFile(
        GpoPath.parse(TEMPLATE),
        "[Privilege Rights]\nSeX = *S-1-5-21-1-2-3-1101,*S-1-5-32-544,ops,*S-1-5-21-1-2-3-5\n"
            .getBytes(StandardCharsets.US_ASCII));
    found.addFile(
        GpoPath.parse("User\\Scripts\\scripts.ini"),
        "[Logon]\n0CmdLine=\\\\lab\\it\\a.cmd\n1CmdLine=\\\\lab\\it\\a.cmd\n"
            .getBytes(StandardCharsets.US_ASCII));

    MigrationTable table =
        new MigrationTableBuilder().add(found, SOURCE).add(found, SOURCE).build();

    assertThat(table.mappings())
        .containsExactly(
            Mapping.same(EntryType.GLOBAL_GROUP, "Admins@lab.example"),
            Mapping.same(EntryType.UNKNOWN, "Administrators"),
            Mapping.same(EntryType.UNKNOWN, "ops"),
            Mapping.same(EntryType.UNKNOWN, LAB + "5"),
            Mapping.same(EntryType.UNC_PATH, "\\\\lab\\it\\a.cmd"));
  }
}
