package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each renderer makes of its file, where the corpus shows too little of it. */
class ExtensionRenderersTest {

  private static final String TEMPLATE = "Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";

  @Test
  void aPasswordInPreferencesIsMasked() throws IOException {
    XmlElement properties =
        new ReportFixture()
            .extension(ReportFixture.GROUPS)
            .file(
                "Preferences\\Groups\\Groups.xml",
                """
                <Groups clsid="{1}"><User clsid="{2}" name="admin" uid="{3}">
                  <Properties action="U" userName="admin" cpassword="c2VjcmV0" />
                </User></Groups>
                """)
            .settings()
            .child("LocalUsersAndGroups")
            .flatMap(groups -> groups.child("User"))
            .flatMap(user -> user.child("Properties"))
            .orElseThrow();

    assertThat(properties.attribute("cpassword")).contains("********");
    assertThat(properties.attribute("userName")).contains("admin");
  }

  @Test
  void preferenceItemsAreNumberedAndCarryFiltersEvenWithoutTargeting() throws IOException {
    List<XmlElement> items =
        new ReportFixture()
            .extension(ReportFixture.GROUPS)
            .file(
                "Preferences\\Groups\\Groups.xml",
                "<Groups><Group name='a'><Properties/></Group><User name='b'><Properties/></User></Groups>")
            .settings()
            .children()
            .getFirst()
            .children();

    assertThat(items)
        .extracting(item -> item.childText("GPOSettingOrder"))
        .containsExactly("1", "2");
    assertThat(items).allMatch(item -> item.child("Filters").isPresent());
  }

  @Test
  void aScheduledTasksDefinitionIsPutIntoTheReportsOrder() throws IOException {
    XmlElement task =
        new ReportFixture()
            .extension(ReportFixture.TASKS)
            .file(
                "Preferences\\ScheduledTasks\\ScheduledTasks.xml",
                """
                <ScheduledTasks><TaskV2><Properties><Task version="1.2">
                  <Actions Context="Author"/><Principals/><Settings/><Triggers/><RegistrationInfo/>
                </Task></Properties></TaskV2></ScheduledTasks>
                """)
            .settings()
            .children()
            .getFirst()
            .children()
            .getFirst()
            .child("Properties")
            .flatMap(properties -> properties.child("Task"))
            .orElseThrow();

    assertThat(task.children())
        .extracting(XmlElement::localName)
        .containsExactly("RegistrationInfo", "Triggers", "Settings", "Principals", "Actions");
    assertThat(task.child("Actions").orElseThrow().attributes()).isEmpty();
  }

  @Test
  void neverIsShownAsTheUnsignedNumber() throws IOException {
    XmlElement account =
        security("[System Access]\nLockoutDuration = -1\n").child("Account").orElseThrow();

    assertThat(account.childText("SettingNumber")).isEqualTo("4294967295");
    assertThat(account.childText("Type")).isEqualTo("Account Lockout");
  }

  @Test
  void aSecurityOptionHasItsNameUnitAndMeaning() throws IOException {
    XmlElement option =
        security(
                """
                [Registry Values]
                machine\\system\\currentcontrolset\\control\\lsa\\lmcompatibilitylevel=4,5
                """)
            .child("SecurityOptions")
            .orElseThrow();
    XmlElement display = option.child("Display").orElseThrow();

    assertThat(option.childText("SettingNumber")).isEqualTo("5");
    assertThat(display.childText("Name"))
        .isEqualTo("Network security: LAN Manager authentication level");
    assertThat(display.childText("DisplayString"))
        .isEqualTo("Send NTLMv2 response only. Refuse LM & NTLM");
  }

  @Test
  void aSecurityOptionThatNobodyKnowsIsShownWithoutDisplay() throws IOException {
    XmlElement option =
        security("[Registry Values]\nMACHINE\\Software\\Vendor\\Value=1,\"x\"\n")
            .child("SecurityOptions")
            .orElseThrow();

    assertThat(option.childText("SettingString")).isEqualTo("\"x\"");
    assertThat(option.child("Display")).isEmpty();
  }

  @Test
  void aCommaInQuotationMarksBelongsToTheText() throws IOException {
    XmlElement option =
        security(
                """
                [Registry Values]
                MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System\\LegalNoticeText=7,One"," two,Three
                """)
            .child("SecurityOptions")
            .orElseThrow();

    assertThat(option.child("SettingStrings").orElseThrow().children("Value"))
        .extracting(XmlElement::text)
        .containsExactly("One, two", "Three");
  }

  @Test
  void membersOfARightAreShownBySidAndNameOrByNameAlone() throws IOException {
    List<XmlElement> members =
        security("[Privilege Rights]\nSeBackupPrivilege = *S-1-5-32-544,Backup People\n")
            .child("UserRightsAssignment")
            .orElseThrow()
            .children("Member");

    assertThat(members.getFirst().childText("SID")).isEqualTo("S-1-5-32-544");
    assertThat(members.getFirst().childText("Name")).isEqualTo("BUILTIN\\Administrators");
    assertThat(members.getLast().child("SID")).isEmpty();
    assertThat(members.getLast().childText("Name")).isEqualTo("Backup People");
  }

  @Test
  void powerShellScriptsThatRunFirstAreNumberedFirst() throws IOException {
    XmlElement settings =
        new ReportFixture()
            .extension(ReportFixture.SCRIPTS)
            .file(
                "Scripts\\scripts.ini",
                "[Startup]\n0CmdLine=a.cmd\n0Parameters=/c x\n1CmdLine=b.cmd\n1Parameters=\n")
            .file(
                "Scripts\\psscripts.ini",
                "[ScriptsConfig]\nStartExecutePSFirst=true\n[Startup]\n0CmdLine=c.ps1\n")
            .settings();

    assertThat(settings.children("Script"))
        .extracting(
            script -> script.childText("Command"),
            script -> script.childText("Parameters"),
            script -> script.childText("Order"),
            script -> script.childText("RunOrder"))
        .containsExactly(
            tuple("a.cmd", "/c x", "1", "RunPSFirst"),
            tuple("b.cmd", "", "2", "RunPSFirst"),
            tuple("c.ps1", "", "0", "RunPSFirst"));
  }

  @Test
  void aRedirectedFolderIsShownWithItsPlaceAndOptions() throws IOException {
    XmlElement folder =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(
                "Documents & Settings\\fdeploy1.ini",
                """
                [version]
                version=100
                [Folder_Redirection]
                {FDD39AD0-238F-46AF-ADB4-6C85480369C7}=s-1-1-0;
                [{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_s-1-1-0]
                Flags=1021
                FullPath=\\\\files\\home\\%USERNAME%\\Documents
                """)
            .settings()
            .child("Folder")
            .orElseThrow();

    XmlElement location = folder.child("Location").orElseThrow();
    assertThat(location.childText("DestinationPath"))
        .isEqualTo("\\\\files\\home\\%USERNAME%\\Documents");
    assertThat(location.child("SecurityGroup").orElseThrow().childText("Name"))
        .isEqualTo("Everyone");
    assertThat(location.child("SecurityGroup").orElseThrow().childText("SID")).isEqualTo("s-1-1-0");
    assertThat(folder.childText("MoveContents")).isEqualTo("true");
    assertThat(folder.childText("PolicyRemovalBehavior")).isEqualTo("RestoreContents");
    assertThat(folder.childText("RedirectToLocal")).isEqualTo("false");
  }

  @Test
  void subcategoriesAreNamedAndOrderedAsInTheEditorWhateverTheFileSays() throws IOException {
    XmlElement settings =
        new ReportFixture()
            .extension("{F3CCC681-B74C-4060-9F26-CD84525DCA2A}")
            .file(
                "Microsoft\\Windows NT\\Audit\\audit.csv",
                """
                Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value
                ,System,Vendor's own,{11111111-69AE-11D9-BED3-505054503030},Success,,1
                ,System,Systemintegrität,{0CCE9212-69AE-11D9-BED3-505054503030},Success and Failure,,3
                ,System,Audit Policy Change,{0CCE922F-69AE-11D9-BED3-505054503030},Success,,1
                ,System,PNP Activity,{0CCE9248-69AE-11D9-BED3-505054503030},Success,,1
                """)
            .settings();

    assertThat(settings.children("AuditSetting"))
        .extracting(
            setting -> setting.childText("SubcategoryName"),
            setting -> setting.childText("SubcategoryGuid"),
            setting -> setting.childText("SettingValue"))
        .containsExactly(
            tuple("Audit PNP Activity", "{0cce9248-69ae-11d9-bed3-505054503030}", "1"),
            tuple("Audit Audit Policy Change", "{0cce922f-69ae-11d9-bed3-505054503030}", "1"),
            tuple("Audit System Integrity", "{0cce9212-69ae-11d9-bed3-505054503030}", "3"),
            tuple("Vendor's own", "{11111111-69AE-11D9-BED3-505054503030}", "1"));
  }

  @Test
  void redirectionForClientsBeforeVistaIsShownWhereThereIsNoOther() throws IOException {
    List<XmlElement> folders =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(OLD_REDIRECTION, OLD_FOLDERS)
            .settings()
            .children("Folder");

    assertThat(folders)
        .extracting(
            folder -> folder.childText("Id"),
            folder -> folder.childText("MoveContents"),
            folder -> folder.childText("FollowParent"),
            folder -> folder.childText("ApplyToDownLevel"))
        .containsExactly(
            tuple("{FDD39AD0-238F-46AF-ADB4-6C85480369C7}", "true", "false", "true"),
            tuple("{33E28130-4E1E-4676-835A-98395C3BC3BB}", "false", "true", "true"),
            tuple("{B4BFCC3A-DB2C-424C-B029-7FE99A87C641}", "false", "false", "false"));
    assertThat(folders.getFirst().children("Location"))
        .extracting(
            location -> location.childText("DestinationPath"),
            location -> location.child("SecurityGroup").orElseThrow().childText("SID"))
        .containsExactly(
            tuple("\\\\files\\one\\%USERNAME%", "S-1-1-0"),
            tuple("\\\\files\\two\\%USERNAME%", "S-1-2-3"));
  }

  @Test
  void aFolderThatClientsBeforeVistaAreToldOfTooSaysSo() throws IOException {
    List<XmlElement> folders =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(OLD_REDIRECTION, OLD_FOLDERS)
            .file(
                "Documents & Settings\\fdeploy1.ini",
                """
                [Folder_Redirection]
                {fdd39ad0-238f-46af-adb4-6c85480369c7}=S-1-1-0
                {374DE290-123F-4565-9164-39C4925E467B}=S-1-1-0
                """)
            .settings()
            .children("Folder");

    assertThat(folders)
        .extracting(folder -> folder.childText("ApplyToDownLevel"))
        .containsExactly("true", "false");
  }

  @Test
  void registryValuesAreShownByTheirType() throws IOException {
    XmlElement settings =
        registry(
            entry("Software\\Vendor", "Level", RegistryType.REG_DWORD, dword(-1)),
            entry("Software\\Vendor", "Path", RegistryType.REG_SZ, text("C:\\x\0")),
            entry("Software\\Vendor", "List", RegistryType.REG_MULTI_SZ, text("a\0b\0\0")),
            entry("Software\\Vendor", "Raw", RegistryType.REG_BINARY, Bytes.of((byte) 0xAB)),
            entry("Software\\Vendor", "**del.Old", RegistryType.REG_SZ, text(" \0")),
            entry("Software\\Vendor\\Empty", "", RegistryType.REG_NONE, Bytes.EMPTY));

    List<XmlElement> shown = settings.children("RegistrySetting");
    assertThat(value(shown.get(0)).childText("Number")).isEqualTo("4294967295");
    assertThat(value(shown.get(1)).childText("String")).isEqualTo("C:\\x");
    assertThat(value(shown.get(2)).child("Strings").orElseThrow().children("Value"))
        .extracting(XmlElement::text)
        .containsExactly("a", "b");
    assertThat(value(shown.get(3)).childText("Binary")).isEqualTo("AB");
    assertThat(shown.get(4).childText("Command")).isEqualTo("**del.Old");
    assertThat(shown.get(5).child("Value")).isEmpty();
  }

  /** What Windows was seen to make of these flags, which are hexadecimal numbers. */
  @ParameterizedTest
  @CsvSource({
    "1021, true,  false, false, false, RestoreContents, false, '\\\\files\\home'",
    "1020, false, false, false, false, RestoreContents, false, '\\\\files\\home'",
    "1023, true,  true,  false, false, RestoreContents, false, '\\\\files\\home'",
    "3069, true,  false, true,  false, RestoreContents, false, '\\\\files\\home'",
    "1017, true,  true,  false, true,  LeaveContents,   true,  '\\\\files\\home'",
    "2045, true,  false, true,  true,  LeaveContents,   false, ''"
  })
  void theFlagsOfAFolderAreItsOptions(
      String flags,
      String moves,
      String follows,
      String local,
      String notSpecified,
      String removal,
      String exclusive,
      String path)
      throws IOException {
    XmlElement folder =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(
                "Documents & Settings\\fdeploy1.ini",
                """
                [Folder_Redirection]
                {FDD39AD0-238F-46AF-ADB4-6C85480369C7}=s-1-1-0
                [{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_s-1-1-0]
                Flags=%s
                FullPath=\\\\files\\home
                """
                    .formatted(flags))
            .settings()
            .child("Folder")
            .orElseThrow();

    assertThat(folder.childText("MoveContents")).isEqualTo(moves);
    assertThat(folder.childText("FollowParent")).isEqualTo(follows);
    assertThat(folder.childText("RedirectToLocal")).isEqualTo(local);
    assertThat(folder.childText("DoNotCare")).isEqualTo(notSpecified);
    assertThat(folder.childText("PolicyRemovalBehavior")).isEqualTo(removal);
    assertThat(folder.childText("GrantExclusiveRights")).isEqualTo(exclusive);
    assertThat(folder.child("Location").orElseThrow().childText("DestinationPath")).isEqualTo(path);
  }

  private static final String OLD_REDIRECTION = "Documents & Settings\\fdeploy.ini";

  /** As MS-GPFR 4.4 has it. */
  private static final String OLD_FOLDERS =
      """
      [FolderStatus]
      My Documents=11
      My Pictures=2
      Desktop=4
      [My Documents]
      S-1-1-0=\\\\files\\one\\%USERNAME%
      S-1-2-3=\\\\files\\two\\%USERNAME%
      """;

  private static XmlElement value(XmlElement setting) {
    return setting.child("Value").orElseThrow();
  }

  private static XmlElement security(String template) throws IOException {
    return new ReportFixture()
        .extension(ReportFixture.SECURITY)
        .file(TEMPLATE, template)
        .settings();
  }

  private static XmlElement registry(RegistryPolicyEntry... entries) throws IOException {
    return new ReportFixture()
        .extension(ReportFixture.REGISTRY)
        .file("registry.pol", new RegistryPolicy(List.of(entries)).toByteArray())
        .settings();
  }

  private static RegistryPolicyEntry entry(String key, String name, RegistryType type, Bytes data) {
    return new RegistryPolicyEntry(key, name, type.code(), data);
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_16LE));
  }

  private static Bytes dword(int value) {
    return Bytes.of(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }
}
