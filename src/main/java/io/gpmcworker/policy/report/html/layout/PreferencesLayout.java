package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Folded;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Item;
import io.gpmcworker.policy.report.html.block.Block.Node;
import io.gpmcworker.policy.report.html.block.Block.Tree;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.PreferenceWords;
import io.gpmcworker.policy.report.words.TargetingWords;
import io.gpmcworker.policy.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Preference items of all kinds: what is done, with what, and to whom. */
final class PreferencesLayout implements ExtensionLayout {

  private static final String ORDER = "GPOSettingOrder";
  private static final String COLLECTION = "Collection";

  private static final Map<String, Tone> ACTIONS =
      Map.of("Create", Tone.GOOD, "Replace", Tone.WARN, "Update", Tone.LABEL, "Delete", Tone.BAD);

  /** Whether an extension holds preference items: each has its place in the order. */
  static boolean fits(ReportElement extension) {
    return extension.children().stream()
        .flatMap(root -> root.children().stream())
        .anyMatch(PreferencesLayout::isItem);
  }

  private static boolean isItem(ReportElement element) {
    return element.children().stream().anyMatch(child -> child.name().equals(ORDER));
  }

  @Override
  public List<Block> blocks(Reading extension) {
    List<Block> blocks = new ArrayList<>();
    for (ReportElement root : extension.children()) {
      // A class id is for programs.
      Reading reading = new Reading(root).ignoring("clsid");
      blocks.addAll(GenericLayout.attributes(reading.otherAttributes()));
      blocks.addAll(items(reading));
    }
    return blocks;
  }

  private static List<Block> items(Reading parent) {
    List<Block> blocks = new ArrayList<>();
    List<ReportElement> others = new ArrayList<>();
    for (ReportElement child : parent.children()) {
      if (isItem(child)) {
        blocks.add(item(child));
      } else {
        others.add(child);
      }
    }
    blocks.addAll(GenericLayout.blocks(others));
    return blocks;
  }

  private static Block item(ReportElement element) {
    // Class ids and pictures are for the editor; a status repeats the name.
    Reading item = new Reading(element).ignoring("clsid", "image", "status");
    String name = item.attribute("name").orElse("");
    String title = name.isEmpty() ? Words.of(element.name()) : name;
    String order = item.text(ORDER);
    List<Block> blocks = new ArrayList<>();
    List<Value> badges = new ArrayList<>();
    item.child("Properties").ifPresent(properties -> properties(properties, badges, blocks));
    badges.add(Value.badge("Order " + order, Tone.LABEL));
    item.child("Filters")
        .map(ReportElement::children)
        .filter(filters -> !filters.isEmpty())
        .ifPresent(filters -> blocks.add(targeting(filters)));
    if (item.attribute("disabled").orElse("0").equals("1")) {
      badges.add(Value.badge("Item is disabled", Tone.WARN));
    }
    List<Fact> common = facts(item);
    if (!common.isEmpty()) {
      blocks.add(new Folded("Common options", List.of(new Facts(common))));
    }
    blocks.addAll(items(item));
    return element.name().equals(COLLECTION)
        ? new Group(title, blocks)
        : new Item(title, badges, blocks);
  }

  private static void properties(ReportElement element, List<Value> badges, List<Block> blocks) {
    Reading properties = new Reading(element);
    properties
        .attribute("action")
        .map(PreferenceWords::action)
        .ifPresent(
            action -> badges.add(Value.badge(action, ACTIONS.getOrDefault(action, Tone.LABEL))));
    List<Fact> facts = facts(properties);
    if (!facts.isEmpty()) {
      blocks.add(new Facts(facts));
    }
    List<ReportElement> parts =
        properties.children().stream()
            .filter(part ->
                !part.children().isEmpty()
                    || !part.attributes().isEmpty()
                    || !part.text().isEmpty())
            .toList();
    blocks.addAll(GenericLayout.blocks(parts));
  }

  private static List<Fact> facts(Reading element) {
    return element.otherAttributes().stream()
        .map(attribute ->
            Fact.of(
                PreferenceWords.attribute(attribute.name()),
                PreferenceWords.value(attribute.name(), attribute.value())))
        .toList();
  }

  private static Block targeting(List<ReportElement> filters) {
    return new Group("Only where", List.of(new Tree(conditions(filters))));
  }

  private static List<Node> conditions(List<ReportElement> filters) {
    List<Node> nodes = new ArrayList<>();
    for (ReportElement filter : filters) {
      nodes.add(
          new Node(
              Value.of(TargetingWords.condition(filter, nodes.isEmpty())),
              conditions(filter.children())));
    }
    return nodes;
  }
}
