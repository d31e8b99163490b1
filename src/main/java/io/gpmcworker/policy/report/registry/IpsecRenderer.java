package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The IPsec policy that a GPO assigns (MS-GPIPSEC 2.2.1). The GPO holds its name and where it is in
 * the directory; its filters and rules are objects of the domain, not of the GPO.
 */
public final class IpsecRenderer implements RegistryPolicyRenderer {

  private static final String ASSIGNED =
      "software\\policies\\microsoft\\windows\\ipsec\\gptipsecpolicy";

  /** The values of the key and what they are called here. */
  private static final List<Map.Entry<String, String>> NAMES =
      List.of(
          Map.entry("dsipsecpolicyname", "Name"),
          Map.entry("dsipsecpolicydescription", "Description"),
          Map.entry("dsipsecpolicypath", "Path"),
          Map.entry("dsipsecpolicyflags", "Flags"));

  private static final ExtensionType TYPE =
      ExtensionType.of("IPSecurity", "IPSecuritySettings", "IP Security");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), ASSIGNED).isPresent();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Map<String, RegistryPolicyEntry> values = new HashMap<>();
    source.registryPolicy().entries().stream()
        .filter(this::claims)
        .forEach(entry -> values.put(entry.valueName().toLowerCase(Locale.ROOT), entry));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    ReportElement policy = TYPE.element("Policy");
    NAMES.forEach(name ->
        Optional.ofNullable(values.get(name.getKey()))
            .ifPresent(entry -> policy.leaf(name.getValue(), RegistryData.display(entry))));
    return Optional.of(List.of(policy));
  }
}
