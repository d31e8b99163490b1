package io.gpmcworker.policy.report.html;

import static io.gpmcworker.policy.report.document.ReportNamespaces.SECURITY_TYPES;
import static io.gpmcworker.policy.report.document.ReportNamespaces.SETTINGS;
import static io.gpmcworker.policy.report.document.ReportNamespaces.TYPES;
import static io.gpmcworker.policy.report.document.ReportNamespaces.ofExtension;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A report with something of every frequent extension, one that nobody knows, and one that failed.
 */
final class RichReport {

  /** Every extension in it, by name. */
  static final List<String> EXTENSIONS =
      List.of(
          "Security",
          "Advanced Audit Configuration",
          "Scripts",
          "Drive Maps",
          "Local Users and Groups",
          "Windows Firewall",
          "Application Control Policies",
          "Registry",
          "Vendor's Own",
          "Broken Part",
          "Software Installation",
          "Remote Installation");

  private final UnaryOperator<String> values;
  private int halves;

  private RichReport(UnaryOperator<String> values) {
    this.values = values;
  }

  /**
   * The report.
   *
   * @param values makes what a person could have entered anywhere out of a harmless text
   */
  static ReportElement of(UnaryOperator<String> values) {
    return new RichReport(values).gpo();
  }

  /** A report of nothing but values of one registry key. */
  static ReportElement ofRegistryValues(int count) {
    ReportElement registry = ReportElement.of(ofExtension("Registry"), "RegistrySettings");
    ReportElement[] values = new ReportElement[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          registry
              .sibling("RegistrySetting")
              .leaf("KeyPath", "Software\\Policies\\Example")
              .leaf("AdmSetting", false)
              .add(registry.sibling("Value").leaf("Name", "Value " + i).leaf("Number", i));
    }
    ReportElement gpo = ReportElement.of(SETTINGS, "GPO").leaf("Name", "Many values");
    RichReport report = new RichReport(UnaryOperator.identity());
    return gpo.add(
        report
            .half(gpo.sibling("Computer"), 1)
            .add(report.data("Registry", "Registry", "RegistrySettings", values)));
  }

  private String v(String text) {
    return values.apply(text);
  }

  private ReportElement gpo() {
    ReportElement gpo = ReportElement.of(SETTINGS, "GPO");
    gpo.add(
            gpo.sibling("Identifier")
                .add(
                    ReportElement.of(TYPES, "Identifier", "{31B2F340-016D-11D2-945F-00C04FB984F9}"))
                .add(ReportElement.of(TYPES, "Domain", "corp.example")))
        .leaf("Name", v("Workstation Baseline"))
        .leaf("CreatedTime", "2026-01-02T03:04:05")
        .leaf("ModifiedTime", "2026-02-03T04:05:06")
        .leaf("ReadTime", "2026-03-04T05:06:07.1234567Z")
        .add(descriptor(gpo.sibling("SecurityDescriptor")))
        .leaf("FilterDataAvailable", true)
        .leaf("FilterName", v("Only laptops"))
        .leaf("FilterDescription", v("Has a battery"));
    gpo.add(half(gpo.sibling("Computer"), 3).addAll(computer()));
    gpo.add(half(gpo.sibling("User"), 1));
    return gpo.add(
        gpo.sibling("LinksTo")
            .leaf("SOMName", v("Workstations"))
            .leaf("SOMPath", v("corp.example/Workstations"))
            .leaf("Enabled", true)
            .leaf("NoOverride", true));
  }

  private ReportElement half(ReportElement half, int version) {
    halves++;
    return half.leaf("VersionDirectory", version)
        .leaf("VersionSysvol", halves)
        .leaf("Enabled", halves == 1);
  }

  private ReportElement descriptor(ReportElement descriptor) {
    ReportElement permissions = ReportElement.of(SECURITY_TYPES, "Permissions");
    for (String access : List.of("Apply Group Policy", "Edit, delete, modify security")) {
      permissions.add(
          permissions
              .sibling("TrusteePermissions")
              .add(trustee(permissions.sibling("Trustee"), "S-1-5-11"))
              .add(
                  permissions
                      .sibling("Type")
                      .type(SECURITY_TYPES, "PermissionType")
                      .leaf("PermissionType", "Allow"))
              .leaf("Inherited", false)
              .add(permissions.sibling("Applicability").leaf("ToSelf", true))
              .add(permissions.sibling("Standard").leaf("GPOGroupedAccessEnum", access)));
    }
    return descriptor
        .add(ReportElement.of(SECURITY_TYPES, "SDDL", v("O:DAG:DAD:PAI(A;;0x1;;;AU)")))
        .add(trustee(ReportElement.of(SECURITY_TYPES, "Owner"), "S-1-5-32-544"))
        .add(permissions);
  }

  private ReportElement trustee(ReportElement element, String sid) {
    return element
        .add(ReportElement.of(TYPES, "SID", sid))
        .add(ReportElement.of(TYPES, "Name", v("CORP\\Staff")));
  }

  private ReportElement data(String name, String suffix, String type, ReportElement... content) {
    return ReportElement.of(SETTINGS, "ExtensionData")
        .add(
            ReportElement.of(SETTINGS, "Extension")
                .type(ofExtension(suffix), type)
                .addAll(List.of(content)))
        .leaf("Name", name);
  }

  private List<ReportElement> computer() {
    ReportElement security = ReportElement.of(ofExtension("Security"), "SecuritySettings");
    ReportElement registry = ReportElement.of(ofExtension("Registry"), "RegistrySettings");
    ReportElement scripts = ReportElement.of(ofExtension("Scripts"), "Scripts");
    ReportElement audit = ReportElement.of(ofExtension("Auditing"), "AuditSettings");
    ReportElement firewall = ReportElement.of(ofExtension("WindowsFirewall"), "F");
    ReportElement appLocker = ReportElement.of(ofExtension("SRPV2"), "Policy");
    ReportElement vendor = ReportElement.of("urn:vendor", "V");
    return List.of(
        data(
            "Security",
            "Security",
            "SecuritySettings",
            security
                .sibling("Account")
                .leaf("Name", "MinimumPasswordLength")
                .leaf("SettingNumber", 14)
                .leaf("Type", "Password"),
            security
                .sibling("UserRightsAssignment")
                .leaf("Name", "SeBackupPrivilege")
                .add(trustee(security.sibling("Member"), "S-1-5-32-551")),
            security
                .sibling("SecurityOptions")
                .leaf("KeyName", v("MACHINE\\System\\CurrentControlSet\\Control\\Lsa\\Restrict"))
                .leaf("SettingString", v("raw text")),
            security
                .sibling("RestrictedGroups")
                .add(trustee(security.sibling("GroupName"), "S-1-5-32-555"))
                .add(trustee(security.sibling("Member"), "S-1-5-32-544"))),
        data(
            "Advanced Audit Configuration",
            "Auditing",
            "AuditSettings",
            audit
                .sibling("AuditSetting")
                .leaf("PolicyTarget", "System")
                .leaf("SubcategoryName", v("Audit Logon"))
                .leaf("SubcategoryGuid", "{0cce9215-69ae-11d9-bed3-505054503030}")
                .leaf("SettingValue", 3)),
        data(
            "Scripts",
            "Scripts",
            "Scripts",
            scripts
                .sibling("Script")
                .leaf("Command", v("\\\\corp.example\\netlogon\\start.cmd"))
                .leaf("Parameters", v("/quiet"))
                .leaf("Type", "Startup")
                .leaf("Order", 0)
                .leaf("RunOrder", "RunPSFirst")),
        data("Drive Maps", "DriveMaps", "DriveMapSettings", drives()),
        data("Local Users and Groups", "Lugs", "LugsSettings", groups()),
        data(
            "Windows Firewall",
            "WindowsFirewall",
            "WindowsFirewallSettings",
            firewall
                .sibling("DomainProfile")
                .add(firewall.sibling("EnableFirewall").leaf("Value", true))
                .add(firewall.sibling("DefaultInboundAction").leaf("Value", true)),
            firewall
                .sibling("InboundFirewallRules")
                .leaf("Action", "Allow")
                .leaf("Name", v("Remote management"))
                .leaf("Dir", "In")
                .leaf("App", v("%SystemRoot%\\system32\\svchost.exe"))
                .leaf("LPort", "5985")
                .leaf("Protocol", "6")
                .leaf("Profile", "Domain")),
        data(
            "Application Control Policies",
            "SRPV2",
            "Policy",
            appLocker
                .sibling("RuleCollection")
                .attribute("Type", "Exe")
                .add(
                    appLocker
                        .sibling("FilePathRule")
                        .attribute("Id", "921cc481-6e17-4653-8f75-050b80acca20")
                        .attribute("Name", v("Programs"))
                        .attribute("Description", v("What is installed"))
                        .attribute("UserOrGroupSid", "S-1-1-0")
                        .attribute("Action", "Allow")
                        .add(
                            appLocker
                                .sibling("Conditions")
                                .add(
                                    appLocker
                                        .sibling("FilePath")
                                        .attribute("Path", v("%PROGRAMFILES%\\*")))))),
        data(
            "Registry",
            "Registry",
            "RegistrySettings",
            registry
                .sibling("Policy")
                .leaf("Name", v("Turn on Module Logging"))
                .leaf("State", "Enabled")
                .leaf("Explain", v("Logs what modules do."))
                .leaf("Supported", v("At least Windows 7"))
                .leaf("Category", v("Windows Components/Windows PowerShell"))
                .leaf("Comment", v("Wanted by the auditors"))
                .add(
                    registry
                        .sibling("ListBox")
                        .leaf("Name", v("Module Names"))
                        .leaf("State", "Enabled")
                        .leaf("ExplicitValue", false)
                        .leaf("Additive", true)
                        .add(
                            registry
                                .sibling("Value")
                                .add(registry.sibling("Element").leaf("Data", v("*"))))),
            registry
                .sibling("RegistrySetting")
                .leaf("KeyPath", v("Software\\Policies\\Vendor"))
                .leaf("AdmSetting", false)
                .add(
                    registry
                        .sibling("Value")
                        .leaf("Name", v("Banner"))
                        .leaf("String", v("A text without a blank " + "0123456789".repeat(20))))),
        data(
            "Vendor's Own",
            "None",
            "Unknown",
            vendor.sibling("Ring").leaf("Value", v("fast")),
            vendor
                .sibling("Server")
                .attribute("name", v("one"))
                .add(vendor.sibling("Limits").leaf("Low", v("1")).leaf("High", "2"))),
        ReportElement.of(SETTINGS, "ExtensionData")
            .add(
                ReportElement.of(SETTINGS, "Error")
                    .leaf("Source", "gpmc-worker")
                    .leaf("Details", v("Broken.xml: is not well-formed"))
                    .leaf("Description", "Errors.Extensions.Other"))
            .leaf("Name", "Broken Part"),
        data(
            "Software Installation",
            "SoftwareInstallation",
            "SoftwareInstallationSettings",
            software()),
        data("Remote Installation", "RemoteInstallation", "RemoteInstallationSettings"));
  }

  private ReportElement software() {
    ReportElement application =
        ReportElement.of(ofExtension("SoftwareInstallation"), "MsiApplication");
    return application
        .leaf("Name", v("Editor"))
        .leaf("Path", v("\\\\files\\editor.msi"))
        .leaf("MajorVersion", "7")
        .leaf("MinorVersion", "1")
        .leaf("Architecture", "9")
        .leaf("SupportURL", v("help.example/editor"))
        .leaf("DeploymentType", "Assign")
        .leaf("InstallationUILevel", "Basic")
        .leaf("LossOfScopeAction", "Uninstall")
        .leaf("Transform", v("\\\\files\\german.mst"));
  }

  private ReportElement drives() {
    ReportElement drives = ReportElement.of(ofExtension("DriveMaps"), "DriveMapSettings");
    return drives.add(
        drives
            .sibling("Drive")
            .attribute("name", v("S:"))
            .attribute("uid", "{9684945C-60A9-4503-ADD4-C508F2791FBF}")
            .leaf("GPOSettingOrder", 1)
            .add(
                drives
                    .sibling("Properties")
                    .attribute("action", "U")
                    .attribute("path", v("\\\\files.corp.example\\share"))
                    .attribute("letter", "S"))
            .add(
                drives
                    .sibling("Filters")
                    .add(
                        drives
                            .sibling("FilterGroup")
                            .attribute("bool", "AND")
                            .attribute("not", "0")
                            .attribute("name", v("CORP\\Sales"))
                            .attribute("userContext", "1"))
                    .add(
                        drives
                            .sibling("FilterCollection")
                            .attribute("bool", "OR")
                            .attribute("not", "1")
                            .add(
                                drives
                                    .sibling("FilterOs")
                                    .attribute("bool", "AND")
                                    .attribute("not", "0")
                                    .attribute("version", "WIN7")))));
  }

  private ReportElement groups() {
    ReportElement groups = ReportElement.of(ofExtension("Lugs"), "LocalUsersAndGroups");
    return groups.add(
        groups
            .sibling("Group")
            .attribute("name", v("Administrators (built-in)"))
            .leaf("GPOSettingOrder", 1)
            .add(
                groups
                    .sibling("Properties")
                    .attribute("action", "U")
                    .attribute("deleteAllUsers", "1")
                    .add(
                        groups
                            .sibling("Members")
                            .add(
                                groups
                                    .sibling("Member")
                                    .attribute("name", v("CORP\\Helpdesk"))
                                    .attribute("action", "ADD"))))
            .add(groups.sibling("Filters")));
  }
}
