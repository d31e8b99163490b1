package io.gpmcworker.policy.report.diff;

import static io.gpmcworker.policy.report.document.ReportNamespaces.SETTINGS;
import static io.gpmcworker.policy.report.document.ReportNamespaces.TYPES;
import static io.gpmcworker.policy.report.document.ReportNamespaces.ofExtension;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.report.diff.SettingChange.Kind;
import io.gpmcworker.policy.report.diff.SettingChange.ValueChange;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDiffTest {

  private static ReportElement gpo(ReportElement... data) {
    ReportElement gpo = ReportElement.of(SETTINGS, "GPO");
    gpo.leaf("Name", "Baseline").leaf("ReadTime", Long.toString(System.nanoTime()));
    return gpo.add(
        gpo.sibling("Computer")
            .leaf("VersionSysvol", System.nanoTime())
            .leaf("Enabled", true)
            .addAll(List.of(data)));
  }

  private static ReportElement data(String name, ReportElement... settings) {
    return ReportElement.of(SETTINGS, "ExtensionData")
        .add(ReportElement.of(SETTINGS, "Extension").addAll(List.of(settings)))
        .leaf("Name", name);
  }

  private static ReportElement element(String name) {
    return ReportElement.of(ofExtension("Any"), name);
  }

  private static ReportElement password(int length) {
    return element("Account")
        .leaf("Name", "MinimumPasswordLength")
        .leaf("SettingNumber", length)
        .leaf("Type", "Password");
  }

  private static ReportElement right(String... accounts) {
    ReportElement right = element("UserRightsAssignment").leaf("Name", "SeBackupPrivilege");
    for (String account : accounts) {
      right.add(element("Member").add(ReportElement.of(TYPES, "Name", account)));
    }
    return right;
  }

  private static ReportElement value(String key, String name, long number) {
    return element("RegistrySetting")
        .leaf("KeyPath", key)
        .add(element("Value").leaf("Name", name).leaf("Number", number));
  }

  private static ReportElement drive(String uid, String name, String path, int order) {
    return element("Drive")
        .attribute("clsid", "{1}")
        .attribute("uid", uid)
        .attribute("name", name)
        .attribute("changed", Long.toString(System.nanoTime()))
        .leaf("GPOSettingOrder", order)
        .add(element("Properties").attribute("action", "U").attribute("path", path));
  }

  private static ReportElement drives(ReportElement... drives) {
    return element("DriveMapSettings").attribute("clsid", "{0}").addAll(List.of(drives));
  }

  @Test
  void timesAndVersionsAreNoSettings() {
    assertThat(ReportDiff.compare(gpo(data("S", password(7))), gpo(data("S", password(7)))))
        .isEmpty();
  }

  @Test
  void aValueThatIsNotTheSameIsAChangeWithBothValues() {
    assertThat(
            ReportDiff.compare(
                gpo(data("Security", password(7))), gpo(data("Security", password(14)))))
        .containsExactly(
            new SettingChange(
                Kind.CHANGED,
                List.of("Computer", "Security", "Password Policy"),
                "Minimum password length",
                List.of(
                    new ValueChange(
                        "Setting", List.of("7 characters"), List.of("14 characters")))));
  }

  @Test
  void aSettingOfOneReportOnlyIsAddedOrRemovedWithAllItsValues() {
    ReportElement without = gpo(data("Security", password(7)));
    ReportElement with = gpo(data("Security", password(7), right("Everyone")));

    SettingChange added = ReportDiff.compare(without, with).getFirst();
    SettingChange removed = ReportDiff.compare(with, without).getFirst();

    assertThat(added.kind()).isEqualTo(Kind.ADDED);
    assertThat(added.setting()).isEqualTo("Back up files and directories");
    assertThat(added.values())
        .containsExactly(new ValueChange("Member", List.of(), List.of("Everyone")));
    assertThat(removed.kind()).isEqualTo(Kind.REMOVED);
    assertThat(removed.values())
        .containsExactly(new ValueChange("Member", List.of("Everyone"), List.of()));
  }

  @Test
  void theOrderOfAccountsAndOfValuesInTheFileMeansNothing() {
    assertThat(
            ReportDiff.compare(
                gpo(data("S", right("A", "B"), value("K", "One", 1), value("K", "Two", 2))),
                gpo(data("S", value("k", "TWO", 2), value("K", "One", 1), right("B", "A")))))
        .isEmpty();
  }

  @Test
  void theOrderOfAListOfTextsCounts() {
    assertThat(
            ReportDiff.compare(
                gpo(data("S", curves("NistP384", "NistP256"))),
                gpo(data("S", curves("NistP256", "NistP384")))))
        .singleElement()
        .satisfies(change ->
            assertThat(change.values())
                .containsExactly(
                    new ValueChange(
                        "Curves",
                        List.of("NistP384", "NistP256"),
                        List.of("NistP256", "NistP384"))));
  }

  private static ReportElement curves(String... names) {
    ReportElement value = element("Value");
    List.of(names).forEach(name -> value.leaf("string", name));
    return element("Policy")
        .leaf("Name", "ECC Curve Order")
        .leaf("State", "Enabled")
        .leaf("Category", "Network/SSL")
        .add(element("MultiText").leaf("Name", "Curves").leaf("State", "Enabled").add(value));
  }

  @Test
  void theExplanationOfATemplateIsNoSetting() {
    assertThat(
            ReportDiff.compare(
                gpo(data("S", curves("A").leaf("Explain", "old").leaf("Supported", "7"))),
                gpo(data("S", curves("A").leaf("Explain", "new").leaf("Supported", "11")))))
        .isEmpty();
  }

  @Test
  void aPreferenceThatWasRenamedIsTheSameItem() {
    assertThat(
            ReportDiff.compare(
                gpo(data("Drives", drives(drive("{u}", "S:", "\\\\old\\s", 1)))),
                gpo(data("Drives", drives(drive("{u}", "T:", "\\\\new\\s", 1))))))
        .containsExactly(
            new SettingChange(
                Kind.CHANGED,
                List.of("Computer", "Drives"),
                "T:",
                List.of(
                    new ValueChange("Name", List.of("S:"), List.of("T:")),
                    new ValueChange("Path", List.of("\\\\old\\s"), List.of("\\\\new\\s")))));
  }

  @Test
  void aPreferenceThatWasMadeAnewIsKnownByItsName() {
    assertThat(
            ReportDiff.compare(
                gpo(data("Drives", drives(drive("{u}", "S:", "\\\\old\\s", 1)))),
                gpo(data("Drives", drives(drive("{v}", "S:", "\\\\new\\s", 1))))))
        .singleElement()
        .extracting(SettingChange::kind)
        .isEqualTo(Kind.CHANGED);
  }

  @Test
  void anItemInFrontOfOthersDoesNotChangeThem() {
    assertThat(
            ReportDiff.compare(
                gpo(data("Drives", drives(drive("{u}", "S:", "\\\\s", 1)))),
                gpo(
                    data(
                        "Drives",
                        drives(drive("{n}", "N:", "\\\\n", 1), drive("{u}", "S:", "\\\\s", 2))))))
        .singleElement()
        .extracting(SettingChange::setting)
        .isEqualTo("N:");
  }

  @Test
  void itemsInAnotherOrderAreOneChange() {
    ReportElement one = drive("{1}", "A:", "\\\\a", 1);
    ReportElement two = drive("{2}", "B:", "\\\\b", 2);

    assertThat(
            ReportDiff.compare(
                gpo(data("Drives", drives(one, two))), gpo(data("Drives", drives(two, one)))))
        .containsExactly(
            new SettingChange(
                Kind.CHANGED,
                List.of("Computer", "Drives"),
                "Order of the items",
                List.of(new ValueChange("Order", List.of("A:", "B:"), List.of("B:", "A:")))));
  }

  @Test
  void rulesOfOneNameAreToldApart() {
    assertThat(
            ReportDiff.compare(
                gpo(data("Firewall", rule("80"), rule("443"))),
                gpo(data("Firewall", rule("443"), rule("8080")))))
        .singleElement()
        .satisfies(change ->
            assertThat(change.values())
                .containsExactly(new ValueChange("Local port", List.of("80"), List.of("8080"))));
  }

  private static ReportElement rule(String port) {
    return element("InboundFirewallRules").leaf("Name", "Web").leaf("LPort", port);
  }

  @Test
  void anExtensionThatIsOnlyRegisteredCounts() {
    assertThat(ReportDiff.compare(gpo(), gpo(data("Software Installation"))))
        .singleElement()
        .satisfies(change ->
            assertThat(change.place()).containsExactly("Computer", "Software Installation"));
  }

  @Test
  void whatNobodyKnowsIsComparedByItsShape() {
    ReportElement before = element("Thing").attribute("name", "one").leaf("Speed", "slow");
    ReportElement after = element("Thing").attribute("name", "one").leaf("Speed", "fast");

    assertThat(ReportDiff.compare(gpo(data("Vendor", before)), gpo(data("Vendor", after))))
        .singleElement()
        .satisfies(change ->
            assertThat(change.values())
                .containsExactly(new ValueChange("Speed", List.of("slow"), List.of("fast"))));
  }
}
