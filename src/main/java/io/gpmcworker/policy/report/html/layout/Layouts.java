package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import io.gpmcworker.policy.report.html.block.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which layout shows which extension. The one place that knows them all. */
public final class Layouts {

  private static final Map<String, ExtensionLayout> BY_NAMESPACE =
      Map.of(
          ReportNamespaces.ofExtension("Registry"), new RegistryLayout(),
          ReportNamespaces.ofExtension("Security"), new SecurityLayout(),
          ReportNamespaces.ofExtension("Auditing"), new AuditLayout(),
          ReportNamespaces.ofExtension("Scripts"), new ScriptsLayout(),
          ReportNamespaces.ofExtension("WindowsFirewall"), new FirewallLayout(),
          ReportNamespaces.ofExtension("SRPV2"), new AppLockerLayout(),
          ReportNamespaces.ofExtension("SoftwareInstallation"), new SoftwareLayout(),
          ReportNamespaces.ofExtension("WLanSvc"), new NetworksLayout(),
          ReportNamespaces.ofExtension("Dot3Svc"), new NetworksLayout());

  private static final ExtensionLayout GENERIC = new GenericLayout();
  private static final ExtensionLayout PREFERENCES = new PreferencesLayout();

  private Layouts() {}

  /**
   * What the page shows of an extension; no block if it has no settings.
   *
   * @param extension the element Extension
   */
  public static List<Block> blocks(ReportElement extension) {
    Reading reading = new Reading(extension);
    List<Block> blocks = new ArrayList<>(layout(extension).blocks(reading));
    blocks.addAll(reading.rest());
    return blocks;
  }

  private static ExtensionLayout layout(ReportElement extension) {
    if (PreferencesLayout.fits(extension)) {
      return PREFERENCES;
    }
    String namespace = extension.type().map(type -> type.getNamespaceURI()).orElse("");
    return BY_NAMESPACE.getOrDefault(namespace, GENERIC);
  }
}
