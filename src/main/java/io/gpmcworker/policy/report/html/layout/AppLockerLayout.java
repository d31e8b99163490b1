package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Paragraph;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AppLocker: a collection for each kind of program, and its rules. */
final class AppLockerLayout implements ExtensionLayout {

  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "Appx", "Packaged app rules",
          "Dll", "DLL rules",
          "Exe", "Executable rules",
          "Msi", "Windows Installer rules",
          "Script", "Script rules");

  private static final Map<String, String> MODES =
      Map.of(
          "0", "Rules are enforced unless another GPO says otherwise.",
          "1", "Rules are enforced.",
          "2", "Rules are audited only.");

  @Override
  public List<Block> blocks(Reading extension) {
    List<Block> blocks = new ArrayList<>();
    for (ReportElement element : extension.children("RuleCollection")) {
      blocks.add(collection(new Reading(element)));
    }
    return blocks;
  }

  private static Block collection(Reading collection) {
    String type = collection.attribute("Type").orElse("");
    List<Block> blocks = new ArrayList<>();
    List<Block> others = new ArrayList<>();
    collection
        .child("EnforcementMode")
        .ifPresent(mode ->
            mode.children()
                .forEach(word ->
                    blocks.add(
                        new Paragraph(
                            MODES.getOrDefault(word.text(), "Enforcement: " + word.text())))));
    List<List<Cell>> rows = new ArrayList<>();
    for (String kind : List.of("FilePublisherRule", "FilePathRule", "FileHashRule")) {
      for (ReportElement element : collection.children(kind)) {
        Reading rule = new Reading(element);
        rows.add(rule(rule));
        others.addAll(rule.rest());
      }
    }
    blocks.add(rows.isEmpty() ? new Paragraph("No rules.") : grid(rows));
    blocks.addAll(others);
    blocks.addAll(collection.rest());
    return new Group(COLLECTIONS.getOrDefault(type, type), blocks);
  }

  private static Block grid(List<List<Cell>> rows) {
    boolean exceptions = rows.stream().anyMatch(row -> !row.getLast().isEmpty());
    List<String> columns = List.of("Rule", "Action", "Conditions", "Exceptions");
    int shown = exceptions ? columns.size() : columns.size() - 1;
    return new Grid(
        columns.subList(0, shown), rows.stream().map(row -> row.subList(0, shown)).toList());
  }

  private static List<Cell> rule(Reading rule) {
    // An id is for programs; the name is the rule's for people.
    rule.ignoring("Id");
    String action = rule.attribute("Action").orElse("");
    List<Value> who = new ArrayList<>();
    who.add(Value.badge(action, action.equals("Allow") ? Tone.GOOD : Tone.BAD));
    rule.attribute("UserOrGroupSid").ifPresent(sid -> who.add(Access.account(sid)));
    return List.of(
        Cell.of(
            Value.of(rule.attribute("Name").orElse(""), rule.attribute("Description").orElse(""))),
        new Cell(who),
        conditions(rule, "Conditions"),
        conditions(rule, "Exceptions"));
  }

  private static Cell conditions(Reading rule, String name) {
    List<Value> values = new ArrayList<>();
    rule.child(name)
        .ifPresent(conditions ->
            conditions.children().forEach(condition -> values.add(Value.of(words(condition)))));
    return new Cell(values);
  }

  /** A condition in one line: its attributes and those of what is in it. */
  private static String words(ReportElement condition) {
    String own =
        condition.attributes().stream()
            .filter(attribute -> !attribute.value().isEmpty())
            .map(attribute -> Words.of(attribute.name()) + " " + attribute.value())
            .collect(Collectors.joining(", "));
    String nested =
        condition.children().stream().map(AppLockerLayout::words).collect(Collectors.joining(", "));
    String text = condition.text();
    return Stream.of(own, text, nested)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
