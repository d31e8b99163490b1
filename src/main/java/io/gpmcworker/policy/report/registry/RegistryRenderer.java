package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows the configured policies of the administrative templates, then what neither a template nor a
 * snap-in knows, value by value.
 *
 * @param snapIns whose entries are not shown here
 */
public record RegistryRenderer(List<RegistryPolicyRenderer> snapIns) implements ExtensionRenderer {

  private static final ExtensionType TYPE =
      ExtensionType.of("Registry", "RegistrySettings", "Registry");

  /** Value names that begin so are instructions (MS-GPREG 3.2.5.1). */
  private static final String INSTRUCTION = "**";

  public RegistryRenderer {
    snapIns = List.copyOf(snapIns);
  }

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    ConfiguredPolicies policies = new ConfiguredPolicies(source);
    List<ReportElement> content = new ArrayList<>(policies.elements(TYPE));
    source.registryPolicy().entries().stream()
        .filter(entry -> !policies.explain(entry))
        .filter(entry -> snapIns.stream().noneMatch(snapIn -> snapIn.claims(entry)))
        .map(RegistryRenderer::setting)
        .forEach(content::add);
    content.add(TYPE.element("Blocked").text("false"));
    return Optional.of(content);
  }

  private static ReportElement setting(RegistryPolicyEntry entry) {
    ReportElement setting =
        TYPE.element("RegistrySetting").leaf("KeyPath", entry.key()).leaf("AdmSetting", false);
    if (entry.valueName().startsWith(INSTRUCTION)) {
      return setting.leaf("Command", entry.valueName());
    }
    if (entry.typeCode() == RegistryType.REG_NONE.code()) {
      return setting;
    }
    return setting.add(value(entry));
  }

  private static ReportElement value(RegistryPolicyEntry entry) {
    ReportElement value = TYPE.element("Value").leaf("Name", entry.valueName());
    return switch (entry.type().orElse(RegistryType.REG_BINARY)) {
      case REG_SZ, REG_LINK -> value.leaf("String", RegistryData.text(entry));
      case REG_EXPAND_SZ -> value.leaf("ExpString", RegistryData.text(entry));
      case REG_MULTI_SZ -> {
        ReportElement texts = TYPE.element("Strings");
        RegistryData.texts(entry).forEach(text -> texts.leaf("Value", text));
        yield value.add(texts);
      }
      case REG_DWORD, REG_QWORD ->
          RegistryData.number(entry).isPresent()
              ? value.leaf("Number", Long.toUnsignedString(RegistryData.number(entry).getAsLong()))
              : value.leaf("Binary", RegistryData.hex(entry));
      default -> value.leaf("Binary", RegistryData.hex(entry));
    };
  }
}
