package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An extension whose settings are objects of the directory, which the report's input does not hold:
 * it is listed, so that nobody takes it for absent, and its settings are not.
 *
 * @param kind which
 */
public record DirectoryHeldRenderer(Kind kind) implements ExtensionRenderer {

  /** These extensions. */
  public enum Kind {
    /** Packages, {@code packageRegistration} (MS-GPSI). */
    SOFTWARE_INSTALLATION(
        "c6dc5466-785a-11d2-84d0-00c04fb169f7",
        "SoftwareInstallation",
        "SoftwareInstallationSettings",
        "Software Installation"),
    /** {@code ms-net-ieee-80211-GroupPolicy} (MS-GPWL). */
    WIRELESS_NETWORKS(
        "0acdd40c-75ac-47ab-baa0-bf6de7e7fe63", "WLanSvc", "WLanSvcSettings", "WLanSvc Networks"),
    /** {@code ms-net-ieee-8023-GroupPolicy} (MS-GPWL). */
    WIRED_NETWORKS(
        "b587e2b1-4d59-4e7e-aed9-22b9df11d053", "Dot3Svc", "Dot3SvcSettings", "LanSvc Networks"),
    /** {@code msPrint-ConnectionPolicy}. */
    PRINTER_CONNECTIONS(
        "8a28e2c5-8d06-49a4-a08c-632daa493e17",
        "PrinterConnections",
        "PrinterConnectionSettings",
        "Deployed Printer Connections");

    private final UUID extension;
    private final String namespace;
    private final String type;
    private final String displayName;

    Kind(String extension, String namespace, String type, String displayName) {
      this.extension = UUID.fromString(extension);
      this.namespace = namespace;
      this.type = type;
      this.displayName = displayName;
    }

    /** The client-side extension. */
    public UUID extension() {
      return extension;
    }

    /** How the report names it. */
    public ExtensionType type() {
      return ExtensionType.of(namespace, type, displayName);
    }
  }

  /** Whether a namespace of the report is that of one of these extensions. */
  public static boolean isNamespace(String namespace) {
    return Arrays.stream(Kind.values()).anyMatch(kind -> kind.type().namespace().equals(namespace));
  }

  @Override
  public ExtensionType type() {
    return kind.type();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) {
    return Optional.of(List.of());
  }
}
