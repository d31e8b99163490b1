package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.admx.AdmxElement;
import io.gpmcworker.policy.admx.AdmxPolicy;
import io.gpmcworker.policy.admx.PolicyComments;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.report.registry.PolicyMatch.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The policies that a Registry.pol configures, and those that somebody wrote a comment on though
 * they are not configured.
 */
final class ConfiguredPolicies {

  private record Configured(AdmxPolicy policy, PolicyMatch match, Optional<String> comment) {}

  /** By path and name; what is only commented comes last. */
  private static final Comparator<Configured> REPORT_ORDER =
      Comparator.comparing(
              (Configured configured) -> configured.match().state() == State.NOT_CONFIGURED)
          .thenComparing(configured -> wordOrder(configured.policy().category()))
          .thenComparing(configured -> wordOrder(configured.policy().displayName()));

  private final List<Configured> policies = new ArrayList<>();
  private final RegistryValues values;

  /**
   * Where a value fits several policies, GPMC gives it to the one that says most about it: one that
   * names its choices, then one that is about a single value, then the shortest list of values, at
   * last one that takes whatever a key holds.
   */
  private static final Comparator<AdmxPolicy> MOST_SPECIFIC_FIRST =
      Comparator.comparingInt(ConfiguredPolicies::vagueness)
          .thenComparingInt(policy -> policy.states().onList().size());

  /** Finds them. */
  ConfiguredPolicies(ExtensionSource source) throws IOException {
    values = new RegistryValues(source.registryPolicy().entries());
    PolicyComments comments = source.comments();
    List<AdmxPolicy> candidates =
        source.templates().concerning(values.keys(), comments.texts().keySet()).stream()
            .filter(policy -> policy.sides().contains(source.side()))
            .sorted(MOST_SPECIFIC_FIRST)
            .toList();
    for (AdmxPolicy policy : candidates) {
      PolicyMatch match = new PolicyMatch(values, policy);
      Optional<String> comment = comments.of(policy);
      if (match.state() != State.NOT_CONFIGURED || comment.isPresent()) {
        policies.add(new Configured(policy, match, comment));
      }
    }
    policies.sort(REPORT_ORDER);
  }

  private static int vagueness(AdmxPolicy policy) {
    List<AdmxElement> elements = policy.elements();
    if (elements.stream().anyMatch(AdmxElement.ListElement.class::isInstance)) {
      return 3;
    }
    if (elements.stream().anyMatch(AdmxElement.EnumElement.class::isInstance)) {
      return 0;
    }
    return policy.valueName().isPresent() || !elements.isEmpty() ? 1 : 2;
  }

  /** Windows' word order: case, hyphens and apostrophes count for nothing. */
  private static String wordOrder(String text) {
    return text.toLowerCase(Locale.ROOT).replace("-", "").replace("'", "");
  }

  /** The policies in the report's order. */
  List<ReportElement> elements(ExtensionType type) {
    return policies.stream()
        .map(configured ->
            new PolicyElements(type, configured.match())
                .render(configured.policy(), configured.comment()))
        .toList();
  }

  /** Whether an entry is explained by one of them. */
  boolean explain(RegistryPolicyEntry entry) {
    return values.isTaken(entry);
  }
}
