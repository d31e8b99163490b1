package io.gpmcworker.policy.report;

import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.report.directory.NetworkPolicyRenderer;
import io.gpmcworker.policy.report.directory.PrinterConnectionsRenderer;
import io.gpmcworker.policy.report.directory.SoftwareInstallationRenderer;
import io.gpmcworker.policy.report.extension.AuditRenderer;
import io.gpmcworker.policy.report.extension.CentralAccessRenderer;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.FolderRedirectionRenderer;
import io.gpmcworker.policy.report.extension.InternetExplorerMaintenanceRenderer;
import io.gpmcworker.policy.report.extension.RawRenderer;
import io.gpmcworker.policy.report.extension.RemoteInstallationRenderer;
import io.gpmcworker.policy.report.extension.ScriptsRenderer;
import io.gpmcworker.policy.report.preferences.PreferenceKind;
import io.gpmcworker.policy.report.preferences.PreferencesRenderer;
import io.gpmcworker.policy.report.registry.AppLockerRenderer;
import io.gpmcworker.policy.report.registry.FirewallRenderer;
import io.gpmcworker.policy.report.registry.IpsecRenderer;
import io.gpmcworker.policy.report.registry.NameResolutionRenderer;
import io.gpmcworker.policy.report.registry.PublicKeyRenderer;
import io.gpmcworker.policy.report.registry.QosRenderer;
import io.gpmcworker.policy.report.registry.RegistryPolicyRenderer;
import io.gpmcworker.policy.report.registry.RegistryRenderer;
import io.gpmcworker.policy.report.registry.SoftwareRestrictionRenderer;
import io.gpmcworker.policy.report.security.SecurityRenderer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which renderer shows which client-side extension. The one place that knows them all. */
final class ExtensionTable {

  /** The registry extension: several kinds of settings live in its Registry.pol. */
  static final UUID REGISTRY = UUID.fromString("35378eac-683f-11d2-a89a-00c04fbbcfa2");

  private static final List<RegistryPolicyRenderer> SNAP_INS =
      List.of(
          new PublicKeyRenderer(),
          new AppLockerRenderer(),
          new FirewallRenderer(),
          new NameResolutionRenderer(),
          new QosRenderer(),
          new SoftwareRestrictionRenderer(),
          new IpsecRenderer());

  /** What shows the settings in Registry.pol, in the report's order; the last shows the rest. */
  static final List<ExtensionRenderer> IN_REGISTRY_POLICY = inRegistryPolicy();

  /** All others by their client-side extension. */
  private static final Map<UUID, ExtensionRenderer> RENDERERS = renderers();

  /** Registered beside others for whose settings they stand; they have none of their own. */
  private static final Set<UUID> WITHOUT_SETTINGS =
      Set.of(
          // Preferences' core, in front of every list with preferences in it.
          new UUID(0, 0),
          // The encrypting file system: its agents are in Registry.pol.
          UUID.fromString("b1be8d72-6eac-11d2-a4ea-00c04f79f83a"),
          // Policy-based QoS: its policies are in Registry.pol.
          UUID.fromString("fb2ca36d-0b40-4307-821b-a13b252de56c"),
          // IPsec: which policy is assigned is in Registry.pol.
          UUID.fromString("e437bc1c-aa7d-11d2-a382-00c04f991e27"),
          // What acts on settings of administrative templates: disk quotas, offline files, the QoS
          // packet scheduler, zones and accelerators of Internet Explorer, TCP/IP, work folders,
          // RemoteApp connections, USB redirection, Windows To Go, virtualization-based security,
          // code integrity, mitigation options, app isolation, delivery optimization, user
          // experience virtualization, device management, the older LAPS, Windows Search, App-V,
          // the
          // connectivity platform.
          UUID.fromString("3610eda5-77ef-11d2-8dc5-00c04fa31a66"),
          UUID.fromString("c631df4c-088f-4156-b058-4375f0853cd8"),
          UUID.fromString("426031c0-0b47-4852-b0ca-ac3d37bfcb39"),
          UUID.fromString("4cfb60c1-faa6-47f1-89aa-0b18730c9fd3"),
          UUID.fromString("7b849a69-220f-451e-b3fe-2cb811af94ae"),
          UUID.fromString("cf7639f3-aba2-41db-97f2-81e2c5dbfc5d"),
          UUID.fromString("cdeafc3d-948d-49dd-ab12-e578ba4af7aa"),
          UUID.fromString("4d968b55-cac2-4ff5-983f-0a54603781a3"),
          UUID.fromString("4d2f9b6f-1e52-4711-a382-6a8b1a003de6"),
          UUID.fromString("4bcd6cde-777b-48b6-9804-43568e23545d"),
          UUID.fromString("ba649533-0aac-4e04-b9bc-4dbae0325b12"),
          UUID.fromString("c34b2751-1cf4-44f5-9262-c3fc39666591"),
          UUID.fromString("f312195e-3d9d-447a-a3f5-08dffa24735e"),
          UUID.fromString("fc491ef1-c4aa-4ce1-b329-414b101db823"),
          UUID.fromString("2a8fdc61-2347-4c87-92f6-b05eb91a201a"),
          UUID.fromString("4b7c3b0f-e993-4e06-a241-3fbe06943684"),
          UUID.fromString("9650fdbc-053a-4715-ad14-fc2dc65e8330"),
          UUID.fromString("cff649bd-601d-4361-ad3d-0fc365db4db7"),
          UUID.fromString("169ebf44-942f-4c43-87ce-13c93996ebbe"),
          UUID.fromString("7909ad9e-09ee-4247-bab9-7029d5f0a278"),
          UUID.fromString("d76b9641-3288-4f75-942d-087de603e3ea"),
          UUID.fromString("7933f41e-56f8-41d6-a31c-4148a711ee93"),
          UUID.fromString("2bfcc077-22d2-48de-bde1-2f618d9b476d"),
          UUID.fromString("fbf687e6-f063-4d9f-9f4f-fd9a26acdd5f"));

  /** The editors of administrative templates, whose settings are all in Registry.pol. */
  private static final Set<UUID> ADMINISTRATIVE_TEMPLATES =
      Set.of(
          UUID.fromString("0f6b957d-509e-11d1-a7cc-0000f87571e3"),
          UUID.fromString("0f6b957e-509e-11d1-a7cc-0000f87571e3"),
          UUID.fromString("d02b1f72-3407-48ae-ba88-e8213c6761f1"),
          UUID.fromString("d02b1f73-3407-48ae-ba88-e8213c6761f1"));

  private ExtensionTable() {}

  /**
   * What shows the settings of a registered extension; empty if it has none of its own.
   *
   * @param group any but the registry extension's
   */
  static Optional<ExtensionRenderer> rendererOf(ExtensionNames.Group group) {
    ExtensionRenderer known = RENDERERS.get(group.extension());
    if (known != null) {
      return Optional.of(known);
    }
    boolean onlyTemplates =
        !group.tools().isEmpty() && ADMINISTRATIVE_TEMPLATES.containsAll(group.tools());
    return onlyTemplates || WITHOUT_SETTINGS.contains(group.extension())
        ? Optional.empty()
        : Optional.of(new RawRenderer(group.extension()));
  }

  private static List<ExtensionRenderer> inRegistryPolicy() {
    List<ExtensionRenderer> renderers = new ArrayList<>(SNAP_INS);
    renderers.add(new RegistryRenderer(SNAP_INS));
    return List.copyOf(renderers);
  }

  private static Map<UUID, ExtensionRenderer> renderers() {
    Map<UUID, ExtensionRenderer> renderers = new HashMap<>();
    renderers.put(UUID.fromString("827d319e-6eac-11d2-a4ea-00c04f79f83a"), new SecurityRenderer());
    renderers.put(UUID.fromString("f3ccc681-b74c-4060-9f26-cd84525dca2a"), new AuditRenderer());
    renderers.put(UUID.fromString("42b5faae-6536-11d2-ae5a-0000f87571e3"), new ScriptsRenderer());
    renderers.put(
        UUID.fromString("25537ba6-77a8-11d2-9b6c-0000f8080861"), new FolderRedirectionRenderer());
    renderers.put(
        UUID.fromString("16be69fa-4209-4250-88cb-716cf41954e0"), new CentralAccessRenderer());
    renderers.put(
        UUID.fromString("3060e8d0-7020-11d2-842d-00c04fa372d4"), new RemoteInstallationRenderer());
    renderers.put(
        UUID.fromString("a2e30f80-d7de-11d2-bbde-00c04f86ae3b"),
        new InternetExplorerMaintenanceRenderer());
    renderers.put(
        UUID.fromString("c6dc5466-785a-11d2-84d0-00c04fb169f7"),
        new SoftwareInstallationRenderer());
    renderers.put(
        UUID.fromString("8a28e2c5-8d06-49a4-a08c-632daa493e17"), new PrinterConnectionsRenderer());
    renderers.put(
        UUID.fromString("0acdd40c-75ac-47ab-baa0-bf6de7e7fe63"), NetworkPolicyRenderer.WIRELESS);
    renderers.put(
        UUID.fromString("b587e2b1-4d59-4e7e-aed9-22b9df11d053"), NetworkPolicyRenderer.WIRED);
    for (PreferenceKind kind : PreferenceKind.values()) {
      renderers.put(kind.extension(), new PreferencesRenderer(kind));
    }
    return Map.copyOf(renderers);
  }
}
