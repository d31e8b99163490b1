package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;

/**
 * Shows one kind of settings out of Registry.pol; registered or not, it is listed if it has any.
 */
public interface RegistryPolicyRenderer extends ExtensionRenderer {

  /** Whether an entry is shown by this renderer, and so by no other. */
  boolean claims(RegistryPolicyEntry entry);
}
