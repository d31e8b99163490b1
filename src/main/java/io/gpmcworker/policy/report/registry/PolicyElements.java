package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.admx.AdmxControl;
import io.gpmcworker.policy.admx.AdmxElement;
import io.gpmcworker.policy.admx.AdmxPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.report.registry.PolicyMatch.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a configured policy with its elements, in the order of its presentation. */
final class PolicyElements {

  private final ExtensionType type;
  private final PolicyMatch match;

  PolicyElements(ExtensionType type, PolicyMatch match) {
    this.type = type;
    this.match = match;
  }

  ReportElement render(AdmxPolicy policy, Optional<String> comment) {
    ReportElement element =
        type.element("Policy").leaf("Name", policy.displayName()).leaf("State", match.state().word());
    comment.ifPresent(text -> element.leaf("Comment", text));
    element.leaf("Explain", policy.explainText());
    policy.supported().ifPresent(text -> element.leaf("Supported", text));
    element.leaf("Category", policy.category());
    if (match.state() == State.ENABLED) {
      element.addAll(controls(policy));
    }
    return element;
  }

  private List<ReportElement> controls(AdmxPolicy policy) {
    List<ReportElement> shown = new ArrayList<>();
    for (AdmxControl control : policy.controls()) {
      if (control.isText()) {
        shown.add(type.element("Text").leaf("Name", control.label()));
      } else {
        policy.elements().stream()
            .filter(element -> element.id().equals(control.refId()))
            .findFirst()
            .ifPresent(element -> shown.add(control(control.label(), element)));
      }
    }
    return shown;
  }

  private ReportElement control(String label, AdmxElement element) {
    PolicyMatch.Setting setting = match.setting(element.id());
    return switch (element) {
      case AdmxElement.BooleanElement box -> named("CheckBox", label, setting);
      case AdmxElement.EnumElement choice -> choice(label, setting);
      case AdmxElement.DecimalElement number -> number(label, setting);
      case AdmxElement.TextElement text -> text(label, setting);
      case AdmxElement.MultiTextElement lines -> lines(label, setting);
      case AdmxElement.ListElement list -> list(label, list, setting);
    };
  }

  private ReportElement named(String name, String label, PolicyMatch.Setting setting) {
    return type.element(name).leaf("Name", label).leaf("State", setting.state().word());
  }

  private ReportElement choice(String label, PolicyMatch.Setting setting) {
    ReportElement shown = named("DropDownList", label, setting);
    setting.choice().ifPresent(text -> shown.add(type.element("Value").leaf("Name", text)));
    return shown;
  }

  private ReportElement number(String label, PolicyMatch.Setting setting) {
    return named("Numeric", label, setting)
        .leaf("Value", setting.entries().isEmpty() ? "0" : value(setting));
  }

  private ReportElement text(String label, PolicyMatch.Setting setting) {
    ReportElement shown = named("EditText", label, setting);
    return setting.entries().isEmpty() ? shown : shown.leaf("Value", value(setting));
  }

  private static String value(PolicyMatch.Setting setting) {
    return RegistryData.display(setting.entries().getFirst());
  }

  private ReportElement lines(String label, PolicyMatch.Setting setting) {
    ReportElement shown = named("MultiText", label, setting);
    for (RegistryPolicyEntry entry : setting.entries()) {
      ReportElement lines = type.element("Value");
      RegistryData.lines(entry).forEach(line -> lines.leaf("string", line));
      shown.add(lines);
    }
    return shown;
  }

  private ReportElement list(
      String label, AdmxElement.ListElement element, PolicyMatch.Setting setting) {
    ReportElement shown =
        named("ListBox", label, setting)
            .leaf("ExplicitValue", element.explicitValue())
            .leaf("Additive", element.additive());
    element.valuePrefix().ifPresent(prefix -> shown.leaf("ValuePrefix", prefix));
    ReportElement values = type.element("Value");
    for (RegistryPolicyEntry entry : setting.entries()) {
      ReportElement value = type.element("Element");
      if (element.explicitValue()) {
        value.leaf("Name", entry.valueName());
      }
      values.add(value.leaf("Data", RegistryData.display(entry)));
    }
    return shown.add(values);
  }
}
