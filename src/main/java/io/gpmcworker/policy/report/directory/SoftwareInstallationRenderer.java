package io.gpmcworker.policy.report.directory;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.PackageTemplate;
import io.gpmcworker.policy.report.descriptor.AccessWords;
import io.gpmcworker.policy.report.descriptor.ObjectDescriptor;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Packages of Software Installation (MS-GPSI 2.2.2.4). One that is to be removed from clients, or
 * only left alone, is kept in the directory for them and is no setting any more.
 */
public final class SoftwareInstallationRenderer implements ExtensionRenderer {

  private static final int UNINSTALL_UNMANAGED = 0x4;
  private static final int USER_INSTALL = 0x20;
  private static final int ON_DEMAND_INSTALL = 0x40;
  private static final int ORPHAN = 0x80;
  private static final int UNINSTALL = 0x100;
  private static final int ASSIGNED = 0x400;
  private static final int UNINSTALL_ON_POLICY_REMOVAL = 0x1000;
  private static final int FORCE_UPGRADE = 0x4000;
  private static final int MINIMAL_INSTALL_UI = 0x8000;
  private static final int EXCLUDE_X86_ON_WIN64 = 0x10000;
  private static final int IGNORE_LANGUAGE = 0x20000;

  /** A package that is no Windows Installer file but a program that installs (a ZAP file). */
  private static final int SETUP_PROGRAM = 6;

  /** Windows Installer's basic user interface ({@code INSTALLUILEVEL_BASIC}). */
  private static final int BASIC_UI = 3;

  /** A platform is packed into a number, with the processor on top. */
  private static final int PROCESSOR_SHIFT = 24;

  private static final ExtensionType TYPE =
      ExtensionType.of(
          "SoftwareInstallation", "SoftwareInstallationSettings", "Software Installation");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    return Optional.of(
        ObjectValues.ofClass(source, PackageTemplate.CLASS).stream()
            .filter(registered -> !has(registered, ORPHAN | UNINSTALL))
            .map(registered -> element(registered, source.trustees()))
            .toList());
  }

  private static boolean has(ObjectValues registered, int flags) {
    return (registered.number("packageFlags") & flags) != 0;
  }

  private static ReportElement element(ObjectValues registered, Trustees trustees) {
    boolean program = registered.number("packageType") == SETUP_PROGRAM;
    List<String> files = files(registered);
    ReportElement element =
        TYPE.element(program ? "ZapApplication" : "MsiApplication")
            .leaf("Identifier", guid(registered, PackageTemplate.IDENTITY))
            .leaf("Name", registered.text("packageName"))
            .leaf("Path", program ? setup(registered) : files.stream().findFirst().orElse(""))
            .leaf("MajorVersion", registered.number("versionNumberHi"))
            .leaf("MinorVersion", registered.number("versionNumberLo"))
            .leaf("LanguageId", registered.number("localeID"))
            .leaf("Architecture", architecture(registered))
            .leaf("IgnoreLanguage", has(registered, IGNORE_LANGUAGE))
            .leaf("Allowx86Onia64", !has(registered, EXCLUDE_X86_ON_WIN64))
            .leaf("SupportURL", registered.text("url"))
            .leaf("AutoInstall", has(registered, ON_DEMAND_INSTALL))
            .leaf("DisplayInARP", has(registered, USER_INSTALL))
            .leaf("IncludeCOM", !registered.texts("cOMClassID").isEmpty());
    registered
        .object()
        .securityDescriptor()
        .ifPresent(descriptor -> element.add(descriptor(descriptor, trustees)));
    element
        .leaf("DeploymentType", has(registered, ASSIGNED) ? "Assign" : "Publish")
        .leaf("ProductId", guid(registered, "productCode"))
        .leaf("ScriptPath", registered.text("msiScriptPath"))
        .leaf("DeploymentCount", registered.number("revision"))
        .leaf("InstallationUILevel", hasBasicInterface(registered) ? "Basic" : "Maximum")
        .add(upgrades(registered))
        .leaf("UninstallUnmanaged", has(registered, UNINSTALL_UNMANAGED))
        .leaf(
            "LossOfScopeAction",
            has(registered, UNINSTALL_ON_POLICY_REMOVAL) ? "Uninstall" : "Unmanage");
    files.stream().skip(1).forEach(transform -> element.leaf("Transform", transform));
    registered.texts("categories").forEach(category -> element.leaf("Category", category));
    return element;
  }

  /** The package, then what modifies it: each with its place in front. */
  private static List<String> files(ObjectValues registered) {
    return registered.texts("msiFileList").stream()
        .sorted(Comparator.comparingInt(SoftwareInstallationRenderer::place))
        .map(file -> file.substring(file.indexOf(':') + 1))
        .toList();
  }

  private static int place(String file) {
    String place = file.substring(0, Math.max(0, file.indexOf(':')));
    return place.matches("\\d{1,4}") ? Integer.parseInt(place) : Integer.MAX_VALUE;
  }

  private static String setup(ObjectValues registered) {
    String command = registered.text("setupCommand");
    return command.isEmpty() ? registered.text("msiScriptPath") : command;
  }

  /** MS-GPSI has the bare number of a processor; directories hold it packed with a version. */
  private static long architecture(ObjectValues registered) {
    long platform = registered.number("machineArchitecture");
    return platform > 0xFF ? platform >> PROCESSOR_SHIFT : platform;
  }

  private static boolean hasBasicInterface(ObjectValues registered) {
    long level = registered.number("installUiLevel");
    return level == 0 ? has(registered, MINIMAL_INSTALL_UI) : level == BASIC_UI;
  }

  private static ReportElement upgrades(ObjectValues registered) {
    ReportElement upgrades =
        TYPE.element("Upgrades").leaf("Mandatory", has(registered, FORCE_UPGRADE));
    registered.texts("canUpgradeScript").forEach(upgrade -> upgrades.leaf("Package", upgrade));
    return upgrades;
  }

  private static String guid(ObjectValues registered, String attribute) {
    return registered.guid(attribute).map(Guids::bracedLowerCase).orElse("");
  }

  /** A descriptor that cannot be read costs the package nothing else. */
  private static ReportElement descriptor(Bytes stored, Trustees trustees) {
    String sddl;
    try {
      sddl = Sddl.write(SecurityDescriptor.read(stored.toArray()), trustees.domain());
    } catch (MalformedPolicyException e) {
      sddl = "";
    }
    return ObjectDescriptor.describe(
        TYPE.element("SecurityDescriptor"), sddl, AccessWords.PACKAGE, trustees);
  }
}
