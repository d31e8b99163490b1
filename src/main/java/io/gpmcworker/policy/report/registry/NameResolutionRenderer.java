package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The Name Resolution Policy Table (MS-GPNRPT). GPMC lists it as soon as anything below the DNS
 * client's key is configured, and shows its three global settings. How it shows rules is not known;
 * here they have their values under the names of MS-GPNRPT 2.2.2.
 */
public final class NameResolutionRenderer implements RegistryPolicyRenderer {

  private static final String DNS_CLIENT = "software\\policies\\microsoft\\windows nt\\dnsclient";
  private static final String TABLE = DNS_CLIENT + "\\dnspolicyconfig";

  private static final ExtensionType TYPE =
      ExtensionType.of("nrpt", "NrptSettings", "Name Resolution Policy");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), TABLE).isPresent();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<RegistryPolicyEntry> entries =
        source.registryPolicy().entries().stream()
            .filter(entry -> RegistryData.below(entry.key(), DNS_CLIENT).isPresent())
            .toList();
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    List<ReportElement> content = new ArrayList<>();
    content.add(
        TYPE.element("Global")
            .add(global(entries, "Nla", "EnableDAForAllNetworks"))
            .add(global(entries, "Fallback", "DnsSecureNameQueryFallback"))
            .add(global(entries, "Query", "DirectAccessQueryOrder")));
    content.addAll(new RegistryRules(TABLE).elements(source.registryPolicy(), TYPE, "Rule"));
    return Optional.of(content);
  }

  private static ReportElement global(
      List<RegistryPolicyEntry> entries, String name, String valueName) {
    ReportElement element = TYPE.element(name);
    OptionalLong value =
        entries.stream()
            .filter(entry -> entry.valueName().equalsIgnoreCase(valueName))
            .map(RegistryData::number)
            .filter(OptionalLong::isPresent)
            .findFirst()
            .orElse(OptionalLong.empty());
    return value.isPresent() ? element.text(Long.toString(value.getAsLong())) : element.nil();
  }
}
