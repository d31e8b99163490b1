package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.FirewallWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows Firewall: the profiles side by side, then the rules. */
final class FirewallLayout implements ExtensionLayout {

  private static final List<String> PROFILES = List.of("Domain", "Private", "Public");

  @Override
  public List<Block> blocks(Reading extension) {
    List<Block> blocks = new ArrayList<>();
    profiles(extension, blocks);
    rules("Inbound rules", extension.children("InboundFirewallRules"), blocks);
    rules("Outbound rules", extension.children("OutboundFirewallRules"), blocks);
    rules("Connection security rules", extension.children("ConnectionSecurityRules"), blocks);
    extension
        .child("GlobalSettings")
        .filter(global -> !global.children().isEmpty())
        .ifPresent(global -> blocks.add(new Group("Global settings", new Reading(global).rest())));
    return blocks;
  }

  private static void profiles(Reading extension, List<Block> blocks) {
    Map<String, Map<String, Value>> settings = new LinkedHashMap<>();
    for (String profile : PROFILES) {
      extension
          .child(profile + "Profile")
          .ifPresent(element ->
              element
                  .children()
                  .forEach(setting ->
                      settings
                          .computeIfAbsent(setting.name(), unseen -> new HashMap<>())
                          .put(profile, setting(setting))));
    }
    if (settings.isEmpty()) {
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    settings.forEach((name, byProfile) -> {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(FirewallWords.setting(name)));
      for (String profile : PROFILES) {
        Value value = byProfile.get(profile);
        row.add(value == null ? Cell.EMPTY : Cell.of(value));
      }
      rows.add(row);
    });
    List<String> columns = new ArrayList<>(List.of("Setting"));
    columns.addAll(PROFILES);
    blocks.add(new Group("Profiles", List.of(new Grid(columns, rows))));
  }

  private static Value setting(ReportElement setting) {
    String value = new Reading(setting).text("Value");
    String words = FirewallWords.value(setting.name(), value);
    return switch (words) {
      case "On", "Allow" -> Value.badge(words, Tone.GOOD);
      case "Off", "Block" -> Value.badge(words, Tone.BAD);
      default -> Value.of(words);
    };
  }

  private static void rules(String title, List<ReportElement> rules, List<Block> blocks) {
    if (rules.isEmpty()) {
      return;
    }
    List<List<Cell>> rows = rules.stream().map(rule -> rule(new Reading(rule))).toList();
    blocks.add(
        new Group(
            title, List.of(new Grid(List.of("Rule", "Action", "Applies to", "Profiles"), rows))));
  }

  /** The actions of connection security rules are neither good nor bad. */
  private static Tone tone(String action) {
    return switch (action) {
      case "Allow" -> Tone.GOOD;
      case "Block" -> Tone.BAD;
      default -> Tone.LABEL;
    };
  }

  private static List<Cell> rule(Reading rule) {
    rule.ignoring("Version", "Dir");
    Value name = Value.of(rule.text("Name"), rule.text("Desc"));
    List<Value> action = new ArrayList<>();
    String word = rule.text("Action");
    action.add(Value.badge(word, tone(word)));
    if (rule.text("Active").equals("false")) {
      action.add(Value.badge("Rule is off", Tone.WARN));
    }
    List<String> profiles = rule.texts("Profile");
    List<Value> conditions = new ArrayList<>();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (ReportElement field : rule.children()) {
      fields.computeIfAbsent(field.name(), unseen -> new ArrayList<>()).add(field.text());
    }
    fields.forEach((field, values) ->
        conditions.add(
            Value.of(FirewallWords.field(field) + " " + FirewallWords.values(field, values))));
    return List.of(
        Cell.of(name),
        new Cell(action),
        conditions.isEmpty() ? Cell.of("Everything") : new Cell(conditions),
        profiles.isEmpty() ? Cell.of("All") : Cell.ofTexts(profiles));
  }
}
