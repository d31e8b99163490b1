package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.gpo.GpoSide;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy of a template, with all its texts.
 *
 * @param id what programs call it
 * @param sides the halves of a GPO in which it can be set
 * @param displayName for people
 * @param explainText the help
 * @param supported which Windows or which product it is for, if the template says
 * @param category the folders from the top, with {@code /} between them
 * @param key the key of its value, below HKEY_LOCAL_MACHINE or HKEY_CURRENT_USER
 * @param valueName the value that tells whether it is enabled; empty if its elements do
 * @param states what is written when it is enabled and when it is disabled
 * @param elements its parts, in the template's order
 * @param controls how they are presented
 */
public record AdmxPolicy(
    PolicyId id,
    Set<GpoSide> sides,
    String displayName,
    String explainText,
    Optional<String> supported,
    String category,
    String key,
    Optional<String> valueName,
    AdmxStates states,
    List<AdmxElement> elements,
    List<AdmxControl> controls) {

  public AdmxPolicy {
    sides = Set.copyOf(sides);
    elements = List.copyOf(elements);
    controls = List.copyOf(controls);
  }

  /** Every key that it can write to, as the template writes them. */
  public Set<String> keys() {
    Set<String> keys = new HashSet<>();
    keys.add(key);
    addAll(states, keys);
    for (AdmxElement element : elements) {
      keys.add(element.key());
      switch (element) {
        case AdmxElement.BooleanElement box -> addAll(box.states(), keys);
        case AdmxElement.EnumElement choice ->
            choice.items().forEach(item -> addAll(item.list(), keys));
        default -> {
          // The others write nothing but their own value.
        }
      }
    }
    return keys;
  }

  private static void addAll(AdmxStates states, Set<String> keys) {
    addAll(states.onList(), keys);
    addAll(states.offList(), keys);
  }

  private static void addAll(List<AdmxAssignment> list, Set<String> keys) {
    list.forEach(item -> keys.add(item.key()));
  }
}
