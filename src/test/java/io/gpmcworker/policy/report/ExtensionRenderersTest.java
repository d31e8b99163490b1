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

/** What each renderer makes of its file, where the corpus shows too little of it. */
class ExtensionRenderersTest {

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

  private static XmlElement value(XmlElement setting) {
    return setting.child("Value").orElseThrow();
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
