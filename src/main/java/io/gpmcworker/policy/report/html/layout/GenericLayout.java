package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Item;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.Labels;
import io.gpmcworker.policy.report.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays settings out by their shape alone: a text is a fact, equal flat elements are a table, an
 * element with a name is an item, any other a group.
 */
public final class GenericLayout implements ExtensionLayout {

  /** Tables of more columns are hard to read on paper and on a phone. */
  private static final int MAX_COLUMNS = 4;

  private static final String NOT_CONFIGURED = "Not configured";

  @Override
  public List<Block> blocks(Reading extension) {
    return extension.rest();
  }

  /** Attributes as facts; no block if there are none. */
  static List<Block> attributes(List<ReportElement.Attribute> attributes) {
    return attributes.isEmpty()
        ? List.of()
        : List.of(
            new Facts(
                attributes.stream()
                    .map(attribute -> Fact.of(Words.of(attribute.name()), attribute.value()))
                    .toList()));
  }

  /** Elements in their order. */
  static List<Block> blocks(List<ReportElement> elements) {
    List<Block> blocks = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    int at = 0;
    while (at < elements.size()) {
      ReportElement first = elements.get(at);
      int end = at + 1;
      while (end < elements.size() && elements.get(end).name().equals(first.name())) {
        end++;
      }
      List<ReportElement> equals = elements.subList(at, end);
      at = end;
      Optional<Fact> fact = fact(equals);
      if (fact.isPresent()) {
        facts.add(fact.get());
        continue;
      }
      if (!facts.isEmpty()) {
        blocks.add(new Facts(facts));
        facts = new ArrayList<>();
      }
      blocks.addAll(structured(equals));
    }
    if (!facts.isEmpty()) {
      blocks.add(new Facts(facts));
    }
    return blocks;
  }

  /** Elements of one name whose content is text, or one level of texts of one name. */
  private static Optional<Fact> fact(List<ReportElement> equals) {
    List<Value> values = new ArrayList<>();
    for (ReportElement element : equals) {
      if (isLeaf(element)) {
        values.add(value(element));
      } else if (isWrapper(element)) {
        element.children().stream().map(GenericLayout::value).forEach(values::add);
      } else {
        return Optional.empty();
      }
    }
    List<Value> shown = values.stream().filter(value -> !value.text().isEmpty()).toList();
    return Optional.of(new Fact(Words.of(equals.getFirst().name()), new Cell(shown)));
  }

  private static boolean isLeaf(ReportElement element) {
    return element.children().isEmpty() && element.attributes().isEmpty();
  }

  private static boolean isWrapper(ReportElement element) {
    List<ReportElement> children = element.children();
    return element.attributes().isEmpty()
        && children.stream().allMatch(GenericLayout::isLeaf)
        && children.stream().map(ReportElement::name).distinct().count() == 1;
  }

  private static Value value(ReportElement leaf) {
    return leaf.isNil() ? Value.of(NOT_CONFIGURED) : Value.of(leaf.text());
  }

  private static List<Block> structured(List<ReportElement> equals) {
    boolean several = equals.size() > 1 || Labels.of(equals.getFirst()).isPresent();
    if (several && equals.stream().allMatch(GenericLayout::isFlat)) {
      Set<String> columns = new LinkedHashSet<>();
      equals.forEach(element -> columns.addAll(fieldNames(element)));
      if (columns.size() > 1 && columns.size() <= MAX_COLUMNS) {
        return List.of(
            new Grid(
                columns.stream().map(Words::of).toList(),
                equals.stream().map(element -> row(element, columns)).toList()));
      }
    }
    return equals.stream().map(GenericLayout::block).toList();
  }

  /** Whether it has nothing but attributes and texts. */
  private static boolean isFlat(ReportElement element) {
    return element.children().stream().allMatch(GenericLayout::isLeaf);
  }

  private static List<String> fieldNames(ReportElement element) {
    List<String> names = new ArrayList<>();
    element.attributes().forEach(attribute -> names.add(attribute.name()));
    element.children().forEach(child -> names.add(child.name()));
    if (!element.text().isEmpty()) {
      names.add(element.name());
    }
    return names;
  }

  private static List<Cell> row(ReportElement element, Set<String> columns) {
    List<Cell> cells = new ArrayList<>();
    for (String column : columns) {
      List<Value> values = new ArrayList<>();
      element.attributes().stream()
          .filter(attribute -> attribute.name().equals(column))
          .forEach(attribute -> values.add(Value.of(attribute.value())));
      element.children().stream()
          .filter(child -> child.name().equals(column))
          .forEach(child -> values.add(value(child)));
      if (column.equals(element.name()) && !element.text().isEmpty()) {
        values.add(Value.of(element.text()));
      }
      cells.add(new Cell(values.stream().filter(value -> !value.text().isEmpty()).toList()));
    }
    return cells;
  }

  private static Block block(ReportElement element) {
    Reading reading = new Reading(element);
    List<Block> blocks = new ArrayList<>();
    Optional<String> label = Labels.of(element);
    if (!element.text().isEmpty()) {
      blocks.add(new Facts(List.of(Fact.of("Value", element.text()))));
    }
    blocks.addAll(reading.rest());
    return label.isPresent()
        ? new Item(label.get(), List.of(), blocks)
        : new Group(Words.of(element.name()), blocks);
  }
}
