package io.gpmcworker.policy.report;

import io.gpmcworker.policy.report.extension.AuditRenderer;
import io.gpmcworker.policy.report.extension.CentralAccessRenderer;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.RemoteInstallationRenderer;
import io.gpmcworker.policy.report.extension.ScriptsRenderer;
import io.gpmcworker.policy.report.extension.SoftwareInstallationRenderer;
import io.gpmcworker.policy.report.preferences.PreferenceKind;
import io.gpmcworker.policy.report.preferences.PreferencesRenderer;
import io.gpmcworker.policy.report.registry.AppLockerRenderer;
import io.gpmcworker.policy.report.registry.FirewallRenderer;
import io.gpmcworker.policy.report.registry.NameResolutionRenderer;
import io.gpmcworker.policy.report.registry.PublicKeyRenderer;
import io.gpmcworker.policy.report.registry.RegistryPolicyRenderer;
import io.gpmcworker.policy.report.registry.RegistryRenderer;
import io.gpmcworker.policy.report.security.SecurityRenderer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
          new NameResolutionRenderer());

  /** What shows the settings in Registry.pol, in the report's order; the last shows the rest. */
  static final List<ExtensionRenderer> IN_REGISTRY_POLICY = inRegistryPolicy();

  /** All others by their client-side extension. */
  static final Map<UUID, ExtensionRenderer> RENDERERS = renderers();

  /**
   * Extensions that apply what Registry.pol holds, or do so for others: they are registered beside
   * the registry extension and have nothing of their own to show.
   */
  static final Set<UUID> WITHOUT_SETTINGS =
      Set.of(
          // Preferences' core, in front of every list with preferences in it.
          new UUID(0, 0),
          // Group Policy's own settings.
          UUID.fromString("7933f41e-56f8-41d6-a31c-4148a711ee93"),
          UUID.fromString("2a8fdc61-2347-4c87-92f6-b05eb91a201a"),
          UUID.fromString("cdeafc3d-948d-49dd-ab12-e578ba4af7aa"),
          UUID.fromString("d76b9641-3288-4f75-942d-087de603e3ea"),
          UUID.fromString("f312195e-3d9d-447a-a3f5-08dffa24735e"),
          UUID.fromString("fc491ef1-c4aa-4ce1-b329-414b101db823"),
          // The encrypting file system: its agents are in the registry extension's file.
          UUID.fromString("b1be8d72-6eac-11d2-a4ea-00c04f79f83a"));

  private ExtensionTable() {}

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
