package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.report.preferences.PreferenceKind;
import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of Preferences in the form of MS-GPPREF, and what the report makes of it. */
class PreferenceKindsTest {

  /** Root and items, as MS-GPPREF 2.2.1 has them; the report's name of the root. */
  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(PreferenceKind.APPLICATIONS, "Applications", "Applications", "Application"),
        kind(PreferenceKind.DATA_SOURCES, "DataSources", "DataSourcesSettings", "DataSource"),
        kind(PreferenceKind.DEVICES, "Devices", "DevicesSettings", "Device"),
        kind(PreferenceKind.DRIVE_MAPS, "Drives", "DriveMapSettings", "Drive"),
        kind(
            PreferenceKind.ENVIRONMENT_VARIABLES,
            "EnvironmentVariables",
            "EnvironmentVariables",
            "EnvironmentVariable"),
        kind(PreferenceKind.FILES, "Files", "FilesSettings", "File"),
        kind(
            PreferenceKind.FOLDER_OPTIONS,
            "FolderOptions",
            "FolderOptions",
            "GlobalFolderOptions",
            "GlobalFolderOptionsVista",
            "OpenWith",
            "FileType"),
        kind(PreferenceKind.FOLDERS, "Folders", "Folders", "Folder"),
        kind(PreferenceKind.INI_FILES, "IniFiles", "IniFiles", "Ini"),
        kind(
            PreferenceKind.INTERNET_SETTINGS,
            "InternetSettings",
            "InternetOptions",
            "Internet",
            "IE7",
            "Internet8",
            "IE10"),
        kind(
            PreferenceKind.LOCAL_USERS_AND_GROUPS,
            "Groups",
            "LocalUsersAndGroups",
            "User",
            "Group"),
        kind(PreferenceKind.NETWORK_OPTIONS, "NetworkOptions", "NetworkOptions", "VPN", "DUN"),
        kind(PreferenceKind.NETWORK_SHARES, "NetworkShareSettings", "NetworkShares", "NetShare"),
        kind(
            PreferenceKind.POWER_OPTIONS,
            "PowerOptions",
            "PowerOptions",
            "GlobalPowerOptions",
            "GlobalPowerOptionsV2",
            "PowerScheme"),
        kind(
            PreferenceKind.PRINTERS,
            "Printers",
            "Printers",
            "SharedPrinter",
            "PortPrinter",
            "LocalPrinter"),
        kind(
            PreferenceKind.REGIONAL_OPTIONS,
            "Regional",
            "RegionalOptionsSettings",
            "RegionalOptions"),
        kind(PreferenceKind.REGISTRY, "RegistrySettings", "RegistrySettings", "Registry"),
        kind(
            PreferenceKind.SCHEDULED_TASKS,
            "ScheduledTasks",
            "ScheduledTasks",
            "Task",
            "ImmediateTask",
            "TaskV2",
            "ImmediateTaskV2"),
        kind(PreferenceKind.SERVICES, "NTServices", "NTServices", "NTService"),
        kind(PreferenceKind.SHORTCUTS, "Shortcuts", "ShortcutSettings", "Shortcut"),
        kind(
            PreferenceKind.START_MENU,
            "StartMenuTaskbar",
            "StartMenuSettings",
            "StartMenu",
            "StartMenuVista"));
  }

  private static Arguments kind(
      PreferenceKind kind, String root, String reported, String... items) {
    return Arguments.of(kind, root, reported, List.of(items));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyItemIsTakenOverWithAllThatItSays(
      PreferenceKind kind, String root, String reported, List<String> items) throws IOException {
    StringBuilder file = new StringBuilder("<" + root + " clsid=\"{0}\">");
    for (String item : items) {
      file.append(
          """
          <%1$s clsid="{1}" name="%1$s" changed="2026-01-02 03:04:05" uid="{2}" desc="Why">
            <Properties action="U" path="C:\\%1$s"/>
            <Filters><FilterSite bool="AND" not="0" name="Hamburg"/></Filters>
          </%1$s>
          """
              .formatted(item));
    }
    XmlElement data = data(kind, file.append("</").append(root).append(">").toString());

    assertThat(data.childText("Name")).isEqualTo(kind.type().name());
    XmlElement shown = data.child("Extension").orElseThrow().children().getFirst();
    assertThat(shown.name().getNamespaceURI()).isEqualTo(kind.type().namespace());
    assertThat(shown.localName()).isEqualTo(reported);
    assertThat(shown.attribute("clsid")).contains("{0}");
    assertThat(shown.children()).extracting(XmlElement::localName).isEqualTo(items);
    for (XmlElement item : shown.children()) {
      assertThat(item.attribute("desc")).contains("Why");
      assertThat(item.children())
          .extracting(XmlElement::localName)
          .containsExactly("GPOSettingOrder", "Properties", "Filters");
      assertThat(item.child("Properties").orElseThrow().attribute("path"))
          .contains("C:\\" + item.localName());
      assertThat(item.child("Filters").orElseThrow().children().getFirst().attribute("name"))
          .contains("Hamburg");
    }
  }

  @ParameterizedTest
  @EnumSource(PreferenceKind.class)
  void everyKindIsHeldAgainstItsFormHere(PreferenceKind kind) {
    assertThat(kinds().map(arguments -> arguments.get()[0])).contains(kind);
  }

  @Test
  void aDataSourceShowsItsDriverAndAttributesButNoPassword() throws IOException {
    XmlElement properties =
        data(
                PreferenceKind.DATA_SOURCES,
                """
                <DataSources clsid="{0}"><DataSource clsid="{1}" name="Orders" uid="{2}">
                  <Properties action="C" userDSN="0" dsn="Orders" driver="SQL Server"
                      description="" username="sa" cpassword="c2VjcmV0">
                    <Attributes><Attribute name="Server" value="db1"/></Attributes>
                  </Properties>
                </DataSource></DataSources>
                """)
            .child("Extension")
            .flatMap(extension -> extension.child("DataSourcesSettings"))
            .flatMap(sources -> sources.child("DataSource"))
            .flatMap(source -> source.child("Properties"))
            .orElseThrow();

    assertThat(properties.attribute("driver")).contains("SQL Server");
    assertThat(properties.attribute("cpassword")).contains("********");
    assertThat(
            properties.child("Attributes").orElseThrow().children().getFirst().attribute("value"))
        .contains("db1");
  }

  private static XmlElement data(PreferenceKind kind, String file) throws IOException {
    return new ReportFixture()
        .extension("{" + kind.extension() + "}")
        .file(kind.path(), file)
        .extensionData()
        .getFirst();
  }
}
