package io.gpmcworker.policy.admx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One template with its texts, before its references to others are followed.
 *
 * @param namespace its own
 * @param categories by name in lower case
 * @param supported supported-on texts by name in lower case
 * @param policies its policies
 */
record AdmxFile(
    String namespace,
    Map<String, Category> categories,
    Map<String, String> supported,
    List<Policy> policies) {

  AdmxFile {
    categories = Map.copyOf(categories);
    supported = Map.copyOf(supported);
    policies = List.copyOf(policies);
  }

  /**
   * What a name refers to.
   *
   * @param namespace of the template that defines it
   * @param name in lower case
   */
  record Reference(String namespace, String name) {}

  /** A folder of policies. */
  record Category(String displayName, Optional<Reference> parent) {}

  /**
   * A policy whose category and supported-on text are still to be found.
   *
   * @param policy complete but for these two
   */
  record Policy(AdmxPolicy policy, Optional<Reference> category, Optional<Reference> supported) {}
}
