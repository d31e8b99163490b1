package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("dsipsecpolicyname", "Name");
    NAMES.put("dsipsecpolicydescription", "Description");
    NAMES.put("dsipsecpolicypath", "Path");
    NAMES.put("dsipsecpolicyflags", "Flags");
  }

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
    Map<String, RegistryPolicyEntry> values = new LinkedHashMap<>();
    source.registryPolicy().entries().stream()
        .filter(this::claims)
        .forEach(entry -> values.put(entry.valueName().toLowerCase(Locale.ROOT), entry));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    ReportElement policy = TYPE.element("Policy");
    NAMES.forEach((valueName, name) ->
        Optional.ofNullable(values.get(valueName))
            .ifPresent(entry -> policy.leaf(name, RegistryData.display(entry))));
    return Optional.of(new ArrayList<>(List.of(policy)));
  }
}
