package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a Registry.pol by key and value name, in any case, and what its instructions
 * (MS-GPREG 3.2.5.1) remove. Of two entries for one value the later counts.
 *
 * <p>Each entry explains one setting: once it is taken, it is no longer found. So GPMC does it: of
 * several policies that share a value, the first of the templates has it.
 */
final class RegistryValues {

  private static final String INSTRUCTION = "**";
  private static final String DELETE = "**del.";
  private static final String DELETE_ALL = "**delvals";
  private static final String DELETE_LISTED = "**deletevalues";
  private static final String SOFT = "**soft.";

  /** What is written below one key. */
  private static final class Key {
    private final Map<String, RegistryPolicyEntry> values = new LinkedHashMap<>();
    private final Map<String, RegistryPolicyEntry> deleted = new HashMap<>();
    private Optional<RegistryPolicyEntry> cleared = Optional.empty();
  }

  private static final Key NOTHING = new Key();

  private final Map<String, Key> keys = new HashMap<>();
  private final Set<RegistryPolicyEntry> taken =
      Collections.newSetFromMap(new IdentityHashMap<>());

  RegistryValues(List<RegistryPolicyEntry> entries) {
    entries.forEach(this::add);
  }

  /** Whether a value name is no value but an instruction. */
  static boolean isInstruction(String valueName) {
    return valueName.startsWith(INSTRUCTION);
  }

  private void add(RegistryPolicyEntry entry) {
    Key key = keys.computeIfAbsent(fold(entry.key()), name -> new Key());
    String name = fold(entry.valueName());
    if (!isInstruction(name)) {
      key.values.put(name, entry);
    } else if (name.startsWith(SOFT)) {
      key.values.put(name.substring(SOFT.length()), entry);
    } else if (name.startsWith(DELETE)) {
      key.deleted.put(name.substring(DELETE.length()), entry);
    } else if (name.startsWith(DELETE_ALL)) {
      key.cleared = Optional.of(entry);
    } else if (name.startsWith(DELETE_LISTED)) {
      for (String listed : RegistryData.text(entry).split(";")) {
        key.deleted.put(fold(listed), entry);
      }
    }
  }

  /** The keys that have entries, in lower case. */
  Set<String> keys() {
    return keys.keySet();
  }

  /** Makes an entry explain a setting, and so no other. */
  void take(RegistryPolicyEntry entry) {
    taken.add(entry);
  }

  /** Whether an entry explains a setting. */
  boolean isTaken(RegistryPolicyEntry entry) {
    return taken.contains(entry);
  }

  /** The entry that writes a value. */
  Optional<RegistryPolicyEntry> value(String key, String valueName) {
    return free(at(key).values.get(fold(valueName)));
  }

  /** The instruction that removes a value. */
  Optional<RegistryPolicyEntry> deletion(String key, String valueName) {
    return free(at(key).deleted.get(fold(valueName)));
  }

  /** The instruction that removes all values of a key. */
  Optional<RegistryPolicyEntry> clearing(String key) {
    return at(key).cleared.filter(entry -> !isTaken(entry));
  }

  /** The entries that write values of a key, in the file's order. */
  List<RegistryPolicyEntry> values(String key) {
    return at(key).values.values().stream().filter(entry -> !isTaken(entry)).toList();
  }

  private Optional<RegistryPolicyEntry> free(@Nullable RegistryPolicyEntry entry) {
    return entry == null || isTaken(entry) ? Optional.empty() : Optional.of(entry);
  }

  private Key at(String key) {
    return keys.getOrDefault(fold(key), NOTHING);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
