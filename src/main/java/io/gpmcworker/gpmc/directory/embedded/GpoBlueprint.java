package io.gpmcworker.gpmc.directory.embedded;

import io.gpmcworker.gpmc.directory.ldap.WmiFilter;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A GPO to be, put together step by step. Its extension lists follow from what is put into it. */
final class GpoBlueprint {

  /** What a file holds, written when it is needed. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A link to an organizational unit or the domain, with the options of gPLink. */
  record Link(String somDn, int options) {}

  /** One half: its extensions with their tools, and what its registry.pol holds. */
  private record Half(Map<UUID, TreeSet<UUID>> extensions, List<RegistryPolicyEntry> registry) {
    void register(UUID extension, UUID tool) {
      extensions.computeIfAbsent(extension, key -> new TreeSet<>(BY_TEXT)).add(tool);
    }
  }

  private static final UUID PREFERENCES = new UUID(0, 0);
  private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

  private final UUID id;
  private final String name;
  private final Half machine = new Half(new TreeMap<>(BY_TEXT), new ArrayList<>());
  private final Half user = new Half(new TreeMap<>(BY_TEXT), new ArrayList<>());
  private final Map<String, Content> files = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();
  private Optional<WmiFilter> wmiFilter = Optional.empty();
  private GpoFlags flags = GpoFlags.ALL_ENABLED;
  private GpoVersion version = GpoVersion.ZERO;

  GpoBlueprint(UUID id, String name) {
    this.id = id;
    this.name = name;
  }

  GpoBlueprint flags(boolean userEnabled, boolean machineEnabled) {
    flags = GpoFlags.of(userEnabled, machineEnabled);
    return this;
  }

  /** GPMC's description of a GPO: GPO.cmt, UTF-16LE without a byte order mark. */
  GpoBlueprint description(String text) {
    return file("GPO.cmt", utf16(text));
  }

  GpoBlueprint wmiFilter(String filterName, String description) {
    wmiFilter = Optional.of(new WmiFilter(filterName, description));
    return this;
  }

  /** A link; bit 0 of the options switches it off, bit 1 enforces it (MS-GPOL 2.2.2). */
  GpoBlueprint link(String somDn, int options) {
    links.add(new Link(somDn, options));
    return this;
  }

  private Half half(GpoSide side) {
    return side == GpoSide.USER ? user : machine;
  }

  GpoBlueprint extension(GpoSide side, Cse cse) {
    half(side).register(cse.extension(), cse.tool(side));
    if (cse.isPreference()) {
      half(side).register(PREFERENCES, cse.tool(side));
    }
    version = version.increment(side);
    return this;
  }

  GpoBlueprint file(String path, byte[] content) {
    return file(path, out -> out.write(content));
  }

  GpoBlueprint file(String path, Content content) {
    files.put(path, content);
    return this;
  }

  GpoBlueprint dword(GpoSide side, String key, String valueName, int value) {
    return value(
        side,
        key,
        valueName,
        RegistryType.REG_DWORD,
        new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
  }

  GpoBlueprint text(GpoSide side, String key, String valueName, String value) {
    return value(side, key, valueName, RegistryType.REG_SZ, utf16(value + "\0"));
  }

  GpoBlueprint value(GpoSide side, String key, String valueName, RegistryType type, byte[] data) {
    if (half(side).registry().isEmpty()) {
      extension(side, Cse.REGISTRY);
    }
    half(side).registry().add(new RegistryPolicyEntry(key, valueName, type.code(), Bytes.of(data)));
    return this;
  }

  static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  /** UTF-16LE with byte order mark and CRLF, as Windows writes templates and script lists. */
  static byte[] windowsText(String text) {
    return utf16("\uFEFF" + text.replace("\n", "\r\n"));
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  GpoFlags flags() {
    return flags;
  }

  GpoVersion version() {
    return version;
  }

  Optional<WmiFilter> wmiFilter() {
    return wmiFilter;
  }

  List<Link> links() {
    return links;
  }

  /** The attribute's value: extensions ascending, tools ascending within (MS-GPOL 3.2.1.24). */
  String extensionNames(GpoSide side) {
    return new ExtensionNames(
            half(side).extensions().entrySet().stream()
                .map(group ->
                    new ExtensionNames.Group(group.getKey(), List.copyOf(group.getValue())))
                .toList())
        .toString();
  }

  /** Every file, by its path inside the GPO. */
  Map<String, Content> files() {
    Map<String, Content> all = new LinkedHashMap<>(files);
    for (GpoSide side : GpoSide.values()) {
      if (!half(side).registry().isEmpty()) {
        byte[] policy = new RegistryPolicy(half(side).registry()).toByteArray();
        all.put(side.folder() + "/registry.pol", out -> out.write(policy));
      }
    }
    return all;
  }
}
