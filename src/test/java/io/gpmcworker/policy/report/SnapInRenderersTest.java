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

/** What the snap-ins whose settings live in Registry.pol look like in the report. */
class SnapInRenderersTest {

  private static final String SAFER =
      "Software\\Policies\\Microsoft\\Windows\\Safer\\CodeIdentifiers";
  private static final String FIREWALL = "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

  @Test
  void rulesOfTheNameResolutionPolicyTableAreShownWithTheirValues() throws IOException {
    String rule = "Software\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig\\{1}";
    XmlElement settings =
        registry(
            entry(rule, "Name", RegistryType.REG_MULTI_SZ, text(".corp.example\0\0")),
            entry(rule, "ConfigOptions", RegistryType.REG_DWORD, dword(8)),
            entry(rule, "GenericDNSServers", RegistryType.REG_SZ, text("10.0.0.1\0")));

    XmlElement shown = settings.child("Rule").orElseThrow();
    assertThat(settings.child("Global")).isPresent();
    assertThat(shown.child("Name").orElseThrow().childText("Value")).isEqualTo(".corp.example");
    assertThat(shown.childText("ConfigOptions")).isEqualTo("8");
    assertThat(shown.childText("GenericDNSServers")).isEqualTo("10.0.0.1");
  }

  @Test
  void policiesForQualityOfServiceAreShownWithTheirValues() throws IOException {
    XmlElement policy =
        registry(
                entry(
                    "Software\\Policies\\Microsoft\\Windows\\QoS\\Voice",
                    "DSCP Value",
                    RegistryType.REG_SZ,
                    text("46\0")))
            .child("Policy")
            .orElseThrow();

    assertThat(policy.attribute("Id")).contains("Voice");
    assertThat(policy.childText("DSCPValue")).isEqualTo("46");
  }

  @Test
  void connectionSecurityRulesAreShownBesideTheFirewallsOwn() throws IOException {
    XmlElement rule =
        registry(
                entry(
                    "Software\\Policies\\Microsoft\\WindowsFirewall\\ConSecRules",
                    "{1}",
                    RegistryType.REG_SZ,
                    text(
                        "v2.10|Action=SecureServer|Active=TRUE|Name=Isolate|Auth1Set={E5A5D32A}|\0")))
            .child("ConnectionSecurityRules")
            .orElseThrow();

    assertThat(rule.childText("Name")).isEqualTo("Isolate");
    assertThat(rule.childText("Active")).isEqualTo("true");
    assertThat(rule.childText("Auth1Set")).isEqualTo("{E5A5D32A}");
  }

  @Test
  void aSetOfAuthenticationMethodsHasItsOwnIdAndItsSuitesInOrder() throws IOException {
    String sets = FIREWALL + "\\Phase1AuthenticationSets";
    XmlElement set =
        registry(
                entry(sets, "{DEFAULT}", RegistryType.REG_SZ, text("{A}\0")),
                entry(sets + "\\{a}", "Version", RegistryType.REG_SZ, text("2.30\0")),
                entry(sets + "\\{A}\\0001", "Method", RegistryType.REG_SZ, text("Anonymous\0")),
                entry(sets + "\\{A}\\0000", "Method", RegistryType.REG_SZ, text("MachineCert\0")),
                entry(sets + "\\{A}\\0000", "HealthCert", RegistryType.REG_SZ, text("TRUE\0")))
            .child("Phase1AuthenticationSets")
            .orElseThrow();

    assertThat(set.childText("GUID")).isEqualTo("{DEFAULT}");
    assertThat(set.childText("Version")).isEqualTo("2.30");
    assertThat(set.children("AuthenticationSuites"))
        .extracting(suite -> suite.childText("Method"))
        .containsExactly("MachineCert", "Anonymous");
    assertThat(set.children("AuthenticationSuites").getFirst().childText("HealthCert"))
        .isEqualTo("true");
  }

  @Test
  void theFirewallsGlobalSettingsAreShownByTheirNames() throws IOException {
    XmlElement global =
        registry(
                entry(FIREWALL, "IPsecExempt", RegistryType.REG_DWORD, dword(9)),
                entry(FIREWALL, "PolicyVersion", RegistryType.REG_DWORD, dword(538)))
            .child("GlobalSettings")
            .orElseThrow();

    assertThat(global.children())
        .extracting(XmlElement::localName)
        .containsExactly("PolicyVersion", "IPsecExempt");
    assertThat(global.child("IPsecExempt").orElseThrow().childText("Value")).isEqualTo("9");
  }

  @Test
  void softwareRestrictionIsAGeneralLevelAndRules() throws IOException {
    String path = SAFER + "\\0\\Paths\\{1}";
    String hash = SAFER + "\\262144\\Hashes\\{2}";
    String zone = SAFER + "\\0\\UrlZones\\{3}";
    XmlElement settings =
        registry(
            entry(SAFER, "DefaultLevel", RegistryType.REG_DWORD, dword(0x40000)),
            entry(SAFER, "PolicyScope", RegistryType.REG_DWORD, dword(1)),
            entry(SAFER, "ExecutableTypes", RegistryType.REG_MULTI_SZ, text("EXE\0SCR\0\0")),
            entry(path, "ItemData", RegistryType.REG_EXPAND_SZ, text("%TEMP%\\*.exe\0")),
            entry(path, "Description", RegistryType.REG_SZ, text("No programs there\0")),
            entry(path, "LastModified", RegistryType.REG_QWORD, qword(116_444_736_000_000_000L)),
            entry(hash, "FriendlyName", RegistryType.REG_SZ, text("tool.exe\0")),
            entry(hash, "ItemData", RegistryType.REG_BINARY, Bytes.of(new byte[] {10})),
            entry(hash, "HashAlg", RegistryType.REG_DWORD, dword(0x8003)),
            entry(zone, "ItemData", RegistryType.REG_DWORD, dword(4)));

    XmlElement general = settings.child("General").orElseThrow();
    assertThat(general.childText("DefaultSecurityLevel")).isEqualTo("Unrestricted");
    assertThat(general.childText("ApplicableUsers"))
        .isEqualTo("All users except local administrators");
    assertThat(general.child("ExecutableFiles").orElseThrow().children("FileType"))
        .extracting(XmlElement::text)
        .containsExactly("EXE", "SCR");
    XmlElement rule = settings.child("PathRule").orElseThrow();
    assertThat(rule.childText("Path")).isEqualTo("%TEMP%\\*.exe");
    assertThat(rule.childText("SecurityLevel")).isEqualTo("Disallowed");
    assertThat(rule.childText("Description")).isEqualTo("No programs there");
    assertThat(rule.childText("ModificationTime")).isEqualTo("1970-01-01T00:00:00Z");
    XmlElement file = settings.child("HashRule").orElseThrow();
    assertThat(file.childText("FileInformation")).isEqualTo("tool.exe");
    assertThat(file.childText("Hash")).isEqualTo("0A");
    assertThat(file.childText("HashAlgorithm")).isEqualTo("MD5");
    assertThat(file.childText("SecurityLevel")).isEqualTo("Unrestricted");
    assertThat(settings.child("InternetZoneRule").orElseThrow().childText("Zone"))
        .isEqualTo("Restricted sites");
  }

  @Test
  void anEntryOfNoKnownFormBelowSoftwareRestrictionCostsNothing() throws IOException {
    XmlElement settings =
        registry(
            entry(SAFER + "\\x\\Paths\\{1}", "ItemData", RegistryType.REG_SZ, text("C:\\\0")),
            entry(SAFER + "\\0\\Others\\{1}", "ItemData", RegistryType.REG_SZ, text("?\0")),
            entry(SAFER + "\\0", "**delvals.", RegistryType.REG_SZ, text(" \0")));

    assertThat(settings.children())
        .extracting(XmlElement::localName)
        .containsExactly("General", "PathRule");
    assertThat(settings.child("PathRule").orElseThrow().childText("SecurityLevel")).isEqualTo("x");
  }

  @Test
  void theAssignedIpsecPolicyIsNamed() throws IOException {
    String key = "Software\\Policies\\Microsoft\\Windows\\IPSec\\GPTIPSECPolicy";
    XmlElement policy =
        registry(
                entry(key, "DSIPSECPolicyName", RegistryType.REG_SZ, text("Server\0")),
                entry(key, "DSIPSECPolicyFlags", RegistryType.REG_DWORD, dword(0)))
            .child("Policy")
            .orElseThrow();

    assertThat(policy.childText("Name")).isEqualTo("Server");
    assertThat(policy.childText("Flags")).isEqualTo("0");
  }

  @Test
  void theEncryptingFileSystemsOptionsAreRead() throws IOException {
    String key = "Software\\Policies\\Microsoft\\Windows NT\\CurrentVersion\\EFS";
    XmlElement settings =
        registry(
                entry(key, "EfsConfiguration", RegistryType.REG_DWORD, dword(1)),
                entry(key, "EfsOptions", RegistryType.REG_DWORD, dword(0x414)),
                entry(key, "CacheTimeout", RegistryType.REG_DWORD, dword(480)),
                entry(key, "RSAKeyLength", RegistryType.REG_DWORD, dword(2048)))
            .child("EFSSettings")
            .orElseThrow();

    assertThat(settings.children())
        .extracting(XmlElement::localName, XmlElement::text)
        .containsExactly(
            tuple("AllowEFS", "0"),
            tuple("Options", "1044"),
            tuple("CacheTimeout", "480"),
            tuple("KeyLen", "2048"));
  }

  @Test
  void aTextWithVariablesIsToldFromOneWithout() throws IOException {
    XmlElement value =
        registry(entry("Software\\A", "Path", RegistryType.REG_EXPAND_SZ, text("%TEMP%\0")))
            .child("RegistrySetting")
            .flatMap(setting -> setting.child("Value"))
            .orElseThrow();

    assertThat(value.childText("ExpString")).isEqualTo("%TEMP%");
    assertThat(value.child("String")).isEmpty();
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

  private static Bytes qword(long value) {
    return Bytes.of(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}
