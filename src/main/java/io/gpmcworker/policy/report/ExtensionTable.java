package io.gpmcworker.policy.report;

import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.report.extension.AuditRenderer;
import io.gpmcworker.policy.report.extension.CentralAccessRenderer;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.FolderRedirectionRenderer;
import io.gpmcworker.policy.report.extension.RawRenderer;
import io.gpmcworker.policy.report.extension.RemoteInstallationRenderer;
import io.gpmcworker.policy.report.extension.ScriptsRenderer;
import io.gpmcworker.policy.report.extension.SoftwareInstallationRenderer;
import io.gpmcworker.policy.report.preferences.PreferenceKind;
import io.gpmcworker.policy.report.preferences.PreferencesRenderer;
import io.gpmcworker.policy.report.registry.AppLockerRenderer;
import io.gpmcworker.policy.report.registry.FirewallRenderer;
import io.gpmcworker.policy.report.registry.NameResolutionRenderer;
import io.gpmcworker.policy.report.registry.PublicKeyRenderer;
import io.gpmcworker.policy.report.registry.QosRenderer;
import io.gpmcworker.policy.report.registry.RegistryPolicyRenderer;
import io.gpmcworker.policy.report.registry.RegistryRenderer;
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
          new QosRenderer());

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
          UUID.fromString("fb2ca36d-0b40-4307-821b-a13b252de56c"));

  /** The editors of administrative templates, whose settings are all in Registry.pol. */
  private static final Set<UUID> ADMINISTRATIVE_TEMPLATES =
      Set.of(
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
        UUID.fromString("c6dc5466-785a-11d2-84d0-00c04fb169f7"),
        new SoftwareInstallationRenderer());
    for (PreferenceKind kind : PreferenceKind.values()) {
      renderers.put(kind.extension(), new PreferencesRenderer(kind));
    }
    return Map.copyOf(renderers);
  }
}
