package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Folded;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Item;
import io.gpmcworker.policy.report.html.block.Block.Paragraph;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Administrative templates by category, and what no template describes by key. */
final class RegistryLayout implements ExtensionLayout {

  @Override
  public List<Block> blocks(Reading extension) {
    extension.ignoring("Blocked");
    Map<String, List<Block>> categories = new LinkedHashMap<>();
    for (ReportElement policy : extension.children("Policy")) {
      Reading reading = new Reading(policy);
      String category = reading.text("Category").replace("/", " › ");
      categories.computeIfAbsent(category, unseen -> new ArrayList<>()).add(policy(reading));
    }
    List<Block> blocks = new ArrayList<>();
    categories.forEach((category, policies) -> blocks.add(new Group(category, policies)));
    blocks.addAll(keys(extension.children("RegistrySetting")));
    return blocks;
  }

  private static Block policy(Reading policy) {
    String name = policy.text("Name");
    List<Value> badges = List.of(state(policy.text("State")));
    String supported = policy.text("Supported");
    String explain = policy.text("Explain");
    String comment = policy.text("Comment");
    List<Block> blocks = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<Block> others = new ArrayList<>();
    for (ReportElement element : policy.children()) {
      Reading reading = new Reading(element);
      if (element.name().equals("Text")) {
        addFacts(facts, blocks);
        facts.clear();
        blocks.add(new Paragraph(reading.text("Name")));
        others.addAll(reading.rest());
      } else {
        facts.add(element(reading, others));
      }
    }
    if (!comment.isBlank()) {
      facts.add(Fact.of("Comment", comment));
    }
    if (!supported.isBlank()) {
      facts.add(Fact.of("Supported on", supported));
    }
    addFacts(facts, blocks);
    blocks.addAll(others);
    if (!explain.isBlank()) {
      blocks.add(Folded.text("Explanation", explain));
    }
    return new Item(name, badges, blocks);
  }

  private static void addFacts(List<Fact> facts, List<Block> blocks) {
    if (!facts.isEmpty()) {
      blocks.add(new Facts(facts));
    }
  }

  /** An element of a policy's form: what it is called, and what is chosen in it. */
  private static Fact element(Reading element, List<Block> others) {
    String label = element.text("Name");
    String state = element.text("State");
    List<Value> values = new ArrayList<>();
    element
        .child("Value")
        .ifPresent(value -> {
          if (value.children().isEmpty()) {
            values.add(Value.of(value.text()));
          }
          value.children().forEach(entry -> values.add(entry(entry)));
        });
    if (element.name().equals("CheckBox") || values.isEmpty() || state.equals("Disabled")) {
      values.addFirst(state(state));
    }
    if (element.name().equals("ListBox")) {
      flag(element, "Additive", "Added to the lists of other GPOs", values);
      element.ignoring("ExplicitValue");
    }
    others.addAll(element.rest());
    return new Fact(
        label.isBlank() ? Words.of(element.name()) : label,
        new Cell(values.stream().filter(value -> !value.text().isEmpty()).toList()));
  }

  private static void flag(Reading element, String name, String text, List<Value> values) {
    if (element.text(name).equals("true")) {
      values.add(Value.badge(text, Tone.LABEL));
    }
  }

  /** An entry of a list: a text, an entry's name, or a name with its data. */
  private static Value entry(ReportElement entry) {
    if (entry.children().isEmpty()) {
      return Value.of(entry.text());
    }
    Reading reading = new Reading(entry);
    String name = reading.text("Name");
    List<String> data = reading.children().stream().map(ReportElement::text).toList();
    String joined = String.join(", ", data);
    return name.isEmpty() ? Value.of(joined) : Value.of(name + " = " + joined);
  }

  private static Value state(String state) {
    return switch (state) {
      case "Enabled" -> Value.enabled(true);
      case "Disabled" -> Value.enabled(false);
      default -> Value.badge(state, Tone.LABEL);
    };
  }

  private static List<Block> keys(List<ReportElement> settings) {
    Map<String, List<List<Cell>>> keys = new LinkedHashMap<>();
    List<Block> others = new ArrayList<>();
    for (ReportElement setting : settings) {
      Reading reading = new Reading(setting);
      String key = reading.text("KeyPath");
      keys.computeIfAbsent(key, unseen -> new ArrayList<>()).add(row(reading));
      reading.ignoring("AdmSetting");
      others.addAll(reading.rest());
    }
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "No administrative template describes these values; they are shown as they are written"
                + " to the registry."));
    keys.forEach((key, rows) ->
        blocks.add(new Group(key, List.of(new Grid(List.of("Value name", "Data", "Type"), rows)))));
    blocks.addAll(others);
    return List.of(new Group("Extra registry settings", blocks));
  }

  private static List<Cell> row(Reading setting) {
    String command = setting.text("Command");
    if (!command.isEmpty()) {
      return List.of(
          Cell.of(Value.code(command)), Cell.of(Value.badge("Instruction", Tone.WARN)), Cell.EMPTY);
    }
    List<ReportElement> parts =
        setting.child("Value").map(ReportElement::children).orElse(List.of());
    List<Value> data = new ArrayList<>();
    String name = "";
    String type = "Key";
    for (ReportElement part : parts) {
      if (part.name().equals("Name")) {
        name = part.text();
        continue;
      }
      type = part.name();
      if (part.children().isEmpty()) {
        data.add(type.equals("Binary") ? Value.code(part.text()) : Value.of(part.text()));
      }
      part.children().forEach(line -> data.add(Value.of(line.text())));
    }
    String shownName = parts.isEmpty() ? "" : name.isEmpty() ? "(Default)" : name;
    return List.of(Cell.of(Value.code(shownName)), new Cell(data), Cell.of(type));
  }
}
