package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.PackageTemplate;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What extensions keep in the directory, as the report shows it. */
class DirectoryExtensionsTest {

  private static final String SOFTWARE = "{C6DC5466-785A-11D2-84D0-00C04FB169F7}";
  private static final String PRINTERS = "{8A28E2C5-8D06-49A4-A08C-632DAA493E17}";
  private static final String WIRELESS = "{0ACDD40C-75AC-47AB-BAA0-BF6DE7E7FE63}";
  private static final String WIRED = "{B587E2B1-4D59-4E7E-AED9-22B9DF11D053}";

  private static final String WIRELESS_CLASS = "ms-net-ieee-80211-GroupPolicy";
  private static final String WIRELESS_DATA = "ms-net-ieee-80211-GP-PolicyData";
  private static final byte[] GUID = {
    0x61, 0x62, (byte) 0x8d, (byte) 0x91, 0x50, (byte) 0xf0, 0x2f, 0x4a, 1, 2, 3, 4, 5, 6, 7, 8
  };

  @Test
  void aPackageIsShownWithAllThatTheDirectoryKnowsOfIt() throws Exception {
    XmlElement shown =
        packages(
                editor(
                    Map.of(
                        "packageFlags", List.of("5232"),
                        "machineArchitecture", List.of("150996226"),
                        "installUiLevel", List.of("3"),
                        "canUpgradeScript", List.of("LDAP://CN=Class Store:1:01"),
                        "msiFileList", List.of("1:\\\\files\\big.mst", "0:\\\\files\\editor.msi"))))
            .child("MsiApplication")
            .orElseThrow();

    assertThat(shown.children())
        .filteredOn(part -> part.children().isEmpty())
        .extracting(XmlElement::localName, XmlElement::text)
        .containsExactly(
            tuple("Identifier", "{918d6261-f050-4a2f-0102-030405060708}"),
            tuple("Name", "Editor"),
            tuple("Path", "\\\\files\\editor.msi"),
            tuple("MajorVersion", "2"),
            tuple("MinorVersion", "1"),
            tuple("LanguageId", "1033"),
            tuple("Architecture", "9"),
            tuple("IgnoreLanguage", "false"),
            tuple("Allowx86Onia64", "true"),
            tuple("SupportURL", ""),
            tuple("AutoInstall", "true"),
            tuple("DisplayInARP", "true"),
            tuple("IncludeCOM", "false"),
            tuple("DeploymentType", "Assign"),
            tuple("ProductId", "{918d6261-f050-4a2f-0102-030405060708}"),
            tuple("ScriptPath", "\\\\files\\editor.aas"),
            tuple("DeploymentCount", "0"),
            tuple("InstallationUILevel", "Basic"),
            tuple("UninstallUnmanaged", "false"),
            tuple("LossOfScopeAction", "Uninstall"),
            tuple("Transform", "\\\\files\\big.mst"));
    assertThat(shown.child("Upgrades").orElseThrow().childText("Mandatory")).isEqualTo("false");
    assertThat(shown.child("Upgrades").orElseThrow().childText("Package"))
        .isEqualTo("LDAP://CN=Class Store:1:01");
    XmlElement descriptor = shown.child("SecurityDescriptor").orElseThrow();
    assertThat(descriptor.childText("SDDL")).isEqualTo("D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)");
    assertThat(descriptor.childText("PermissionsPresent")).isEqualTo("true");
  }

  @Test
  void aPackageThatIsPublishedIsToldFromOneThatIsAssigned() throws Exception {
    XmlElement shown =
        packages(editor(Map.of("packageFlags", List.of("196632"))))
            .child("MsiApplication")
            .orElseThrow();

    assertThat(shown.childText("DeploymentType")).isEqualTo("Publish");
    assertThat(shown.childText("LossOfScopeAction")).isEqualTo("Unmanage");
    assertThat(shown.childText("IgnoreLanguage")).isEqualTo("true");
    assertThat(shown.childText("Allowx86Onia64")).isEqualTo("false");
    assertThat(shown.childText("InstallationUILevel")).isEqualTo("Maximum");
  }

  @Test
  void aPackageThatWasTakenBackIsNoSettingAnyMore() throws Exception {
    assertThat(packages(editor(Map.of("packageFlags", List.of("-1610612464")))).children())
        .isEmpty();
    assertThat(packages(editor(Map.of("packageFlags", List.of("1168")))).children()).isEmpty();
  }

  @Test
  void aProgramThatInstallsIsShownByItsCommand() throws Exception {
    XmlElement shown =
        packages(
                editor(
                    Map.of(
                        "packageType", List.of("6"),
                        "packageFlags", List.of("24"),
                        "setupCommand", List.of("\\\\files\\setup.exe /q"))))
            .child("ZapApplication")
            .orElseThrow();

    assertThat(shown.childText("Path")).isEqualTo("\\\\files\\setup.exe /q");
  }

  @Test
  void whatIsNoNumberAndNoDescriptorCostsNothingElse() throws Exception {
    XmlElement shown =
        packages(
                new DirectoryObject(
                    "CN={1}",
                    PackageTemplate.CLASS,
                    values(
                        Map.of(
                            "packageName", List.of("Odd"),
                            "packageFlags", List.of("many"),
                            "msiFileList", List.of("no place"),
                            "productCode", List.of("short"))),
                    Optional.of(Bytes.of(new byte[] {1, 2, 3})),
                    List.of()))
            .child("MsiApplication")
            .orElseThrow();

    assertThat(shown.childText("Name")).isEqualTo("Odd");
    assertThat(shown.childText("Path")).isEqualTo("no place");
    assertThat(shown.childText("ProductId")).isEmpty();
  }

  @Test
  void deployedPrintersAreShownByTheirPaths() throws Exception {
    XmlElement settings =
        new ReportFixture()
            .extension(PRINTERS)
            .object(
                object(
                    "CN=PushedPrinterConnections",
                    "container",
                    Map.of(),
                    object(
                        "CN={1}",
                        "msPrint-ConnectionPolicy",
                        Map.of("uNCName", List.of("\\\\print\\first floor"))),
                    object(
                        "CN={2}",
                        "msPrint-ConnectionPolicy",
                        Map.of(
                            "serverName", List.of("\\\\print"),
                            "printerName", List.of("second floor")))))
            .settings();

    assertThat(settings.attribute("type"))
        .hasValueSatisfying(type -> assertThat(type).endsWith(":PrinterConnectionSettings"));
    assertThat(settings.children("PrinterConnections"))
        .extracting(printer -> printer.childText("Path"))
        .containsExactly("\\\\print\\first floor", "\\\\print\\second floor");
  }

  @Test
  void aWirelessPolicyIsShownWithItsProfilesButWithoutTheirKeys() throws Exception {
    XmlElement policy =
        wireless(
                """
                <?xml version="1.0" encoding="utf-16"?>
                <WLANPolicy xmlns="http://www.microsoft.com/networking/WLAN/policy/v1">
                  <name>Offices</name>
                  <globalFlags><enableAutoConfig>true</enableAutoConfig></globalFlags>
                  <profileList>
                    <WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1">
                      <name>Staff</name>
                      <MSM><security><sharedKey><protected>false</protected>
                        <keyMaterial>correct horse</keyMaterial></sharedKey></security></MSM>
                    </WLANProfile>
                  </profileList>
                </WLANPolicy>
                """)
            .child("WLanSvcSetting")
            .flatMap(setting -> setting.child("WLanPolicies"))
            .orElseThrow();

    assertThat(policy.childText("name")).isEqualTo("Offices");
    assertThat(policy.child("globalFlags").orElseThrow().childText("enableAutoConfig"))
        .isEqualTo("true");
    XmlElement profile = policy.child("profileList").orElseThrow().children().getFirst();
    assertThat(profile.name().getNamespaceURI())
        .isEqualTo("http://www.microsoft.com/networking/WLAN/profile/v1");
    assertThat(profile.childText("name")).isEqualTo("Staff");
    assertThat(
            profile
                .child("MSM")
                .flatMap(msm -> msm.child("security"))
                .flatMap(security -> security.child("sharedKey"))
                .orElseThrow()
                .childText("keyMaterial"))
        .isEqualTo("********");
  }

  @Test
  void aWirelessPolicyThatIsNoXmlIsAnErrorOfItsOwn() throws Exception {
    List<XmlElement> data =
        new ReportFixture()
            .extension(WIRELESS)
            .extension(PRINTERS)
            .object(policy("CN={1}", WIRELESS_CLASS, WIRELESS_DATA, "<WLANPolicy"))
            .extensionData();

    assertThat(data)
        .extracting(part -> part.child("Error").isPresent())
        .containsExactly(true, false);
    assertThat(data.getFirst().child("Error").orElseThrow().childText("Details"))
        .contains(WIRELESS_DATA);
  }

  @Test
  void aPolicyOfWindowsXpIsAtLeastNamed() throws Exception {
    XmlElement settings =
        new ReportFixture()
            .extension(WIRELESS)
            .object(object("CN=Old laptops", "msieee80211-Policy", Map.of()))
            .settings();

    assertThat(
            settings.child("WLanSvcSetting").orElseThrow().children().getFirst().childText("name"))
        .isEqualTo("Old laptops");
  }

  @Test
  void aWiredPolicyIsShown() throws Exception {
    XmlElement settings =
        new ReportFixture()
            .extension(WIRED)
            .object(
                policy(
                    "CN={1}",
                    "ms-net-ieee-8023-GroupPolicy",
                    "ms-net-ieee-8023-GP-PolicyData",
                    """
                    <LANPolicy xmlns="http://www.microsoft.com/networking/LAN/policy/v1">
                      <name>Desks</name></LANPolicy>
                    """))
            .settings();

    assertThat(
            settings
                .child("Dot3SvcSetting")
                .flatMap(setting -> setting.child("LanPolicies"))
                .orElseThrow()
                .childText("name"))
        .isEqualTo("Desks");
  }

  private static XmlElement wireless(String xml) throws IOException {
    return new ReportFixture()
        .extension(WIRELESS)
        .object(
            object(
                "CN=Windows",
                "container",
                Map.of(),
                policy("CN={1}", WIRELESS_CLASS, WIRELESS_DATA, xml)))
        .settings();
  }

  private static DirectoryObject policy(String rdn, String objectClass, String data, String xml) {
    return object(rdn, objectClass, Map.of(data, List.of(xml)));
  }

  private static XmlElement packages(DirectoryObject... registered) throws IOException {
    return new ReportFixture()
        .extension(SOFTWARE)
        .object(
            object(
                "CN=Class Store",
                "classStore",
                Map.of(),
                object("CN=Packages", "classStore", Map.of(), registered)))
        .settings();
  }

  private static DirectoryObject editor(Map<String, List<String>> more) throws Exception {
    Map<String, List<String>> texts = new HashMap<>();
    texts.put("packageName", List.of("Editor"));
    texts.put("versionNumberHi", List.of("2"));
    texts.put("versionNumberLo", List.of("1"));
    texts.put("localeID", List.of("1033"));
    texts.put("msiScriptPath", List.of("\\\\files\\editor.aas"));
    texts.putAll(more);
    Map<String, List<Bytes>> values = new HashMap<>(values(texts));
    values.put(PackageTemplate.IDENTITY, List.of(Bytes.of(GUID)));
    values.put("productCode", List.of(Bytes.of(GUID)));
    return new DirectoryObject(
        "CN={1}",
        PackageTemplate.CLASS,
        values,
        Optional.of(
            Bytes.of(
                Sddl.parse(
                        "D:(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)",
                        Sid.tryParse(ReportFixture.DOMAIN))
                    .toByteArray())),
        List.of());
  }

  private static DirectoryObject object(
      String rdn,
      String objectClass,
      Map<String, List<String>> attributes,
      DirectoryObject... children) {
    return new DirectoryObject(
        rdn, objectClass, values(attributes), Optional.empty(), List.of(children));
  }

  private static Map<String, List<Bytes>> values(Map<String, List<String>> texts) {
    Map<String, List<Bytes>> values = new HashMap<>();
    texts.forEach((name, all) ->
        values.put(
            name,
            all.stream().map(text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8))).toList()));
    return values;
  }
}
