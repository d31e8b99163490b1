package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Policy-based QoS: each subkey is one policy, its values are texts. GPMC's own names for them are
 * not known; here they are the values' names without blanks.
 */
public final class QosRenderer implements RegistryPolicyRenderer {

  private static final String POLICIES = "software\\policies\\microsoft\\windows\\qos";

  private static final ExtensionType TYPE =
      ExtensionType.of("eqos", "EQoSSettings", "Policy-based QoS");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), POLICIES).filter(name -> !name.isEmpty()).isPresent();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<ReportElement> policies =
        new RegistryRules(POLICIES).elements(source.registryPolicy(), TYPE, "Policy");
    return policies.isEmpty() ? Optional.empty() : Optional.of(policies);
  }
}
