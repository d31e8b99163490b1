package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a security option is called.
 *
 * @param subject the part in front of the colon, such as “Network access”
 * @param policy the part behind it
 */
record SecurityOptionText(String subject, String policy) {

  private static final String OTHER = "Other options";

  static SecurityOptionText of(ReportElement option) {
    Reading reading = new Reading(option);
    String shown =
        reading.child("Display").map(display -> new Reading(display).text("Name")).orElse("");
    int colon = shown.indexOf(": ");
    return colon < 0
        ? new SecurityOptionText(OTHER, shown)
        : new SecurityOptionText(shown.substring(0, colon), shown.substring(colon + 2));
  }

  static List<Cell> row(Reading option) {
    String key = option.text("KeyName");
    String policyName = option.text("SystemAccessPolicyName");
    Optional<Reading> display = option.child("Display").map(Reading::new);
    List<Value> values =
        display
            .map(SecurityOptionText::shown)
            .filter(shown -> !shown.isEmpty())
            .orElseGet(() -> raw(option));
    String name = display.map(shown -> shown.text("Name")).orElse("");
    int colon = name.indexOf(": ");
    String policy = colon < 0 ? name : name.substring(colon + 2);
    // Shown by the Display beside it.
    option.ignoring("SettingNumber", "SettingString", "SettingStrings");
    String raw = key + policyName;
    return List.of(
        Cell.of(policy.isEmpty() ? Value.of(raw) : Value.of(policy, raw)), new Cell(values));
  }

  private static List<Value> shown(Reading display) {
    String units = display.text("Units");
    List<Value> values = new ArrayList<>();
    String truth = display.text("DisplayBoolean");
    if (!truth.isEmpty()) {
      values.add(Value.enabled(truth.equals("true")));
    }
    for (String name : List.of("DisplayNumber", "DisplayString")) {
      String text = display.text(name);
      if (!text.isEmpty()) {
        values.add(Value.of((text + " " + units).strip()));
      }
    }
    display.child("DisplayStrings").ifPresent(texts -> addTexts(texts, values));
    display
        .child("DisplayFields")
        .ifPresent(fields ->
            fields
                .children()
                .forEach(field -> {
                  Reading reading = new Reading(field);
                  String state = reading.text("Value").equals("true") ? "Enabled" : "Disabled";
                  values.add(Value.of(reading.text("Name") + ": " + state));
                }));
    return values;
  }

  private static List<Value> raw(Reading option) {
    List<Value> values = new ArrayList<>();
    for (String name : List.of("SettingNumber", "SettingString")) {
      String text = option.text(name);
      if (!text.isEmpty()) {
        values.add(Value.of(text));
      }
    }
    option.child("SettingStrings").ifPresent(texts -> addTexts(texts, values));
    return values;
  }

  private static void addTexts(ReportElement texts, List<Value> values) {
    texts.children().stream()
        .filter(text -> !text.text().isEmpty())
        .forEach(text -> values.add(Value.of(text.text())));
  }
}
