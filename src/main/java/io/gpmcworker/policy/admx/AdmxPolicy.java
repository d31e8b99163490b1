package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.gpo.GpoSide;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy of a template, with all its texts.
 *
 * @param namespace of its template; with the name it is unique
 * @param name for programs
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
    String namespace,
    String name,
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
}
