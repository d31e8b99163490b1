package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An element that is being read, piece by piece. It remembers what nobody has asked for, so that a
 * layout shows what it knows in its own way and {@link #rest()} the others: nothing gets lost.
 */
final class Reading {

  private final ReportElement element;
  private final List<ReportElement> children;
  private final Set<String> attributes = new HashSet<>();

  Reading(ReportElement element) {
    this.element = element;
    this.children = new ArrayList<>(element.children());
  }

  /** The element's name. */
  String name() {
    return element.name();
  }

  /** The first child of the given name. */
  Optional<ReportElement> child(String name) {
    Optional<ReportElement> found =
        children.stream().filter(child -> child.name().equals(name)).findFirst();
    found.ifPresent(children::remove);
    return found;
  }

  /** All children of the given name. */
  List<ReportElement> children(String name) {
    List<ReportElement> found =
        children.stream().filter(child -> child.name().equals(name)).toList();
    children.removeAll(found);
    return found;
  }

  /** All children. */
  List<ReportElement> children() {
    List<ReportElement> all = List.copyOf(children);
    children.clear();
    return all;
  }

  /** The text of the first child of the given name; empty text if there is none. */
  String text(String name) {
    return child(name).map(ReportElement::text).orElse("");
  }

  /** The texts of all children of the given name. */
  List<String> texts(String name) {
    return children(name).stream().map(ReportElement::text).toList();
  }

  /** An attribute's value. */
  Optional<String> attribute(String name) {
    attributes.add(name);
    return element.attributes().stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(ReportElement.Attribute::value)
        .findFirst();
  }

  /** Children and attributes that say nothing to a reader. */
  Reading ignoring(String... names) {
    Set<String> ignored = Set.of(names);
    children.removeIf(child -> ignored.contains(child.name()));
    attributes.addAll(ignored);
    return this;
  }

  /** The attributes that nobody has asked for and that have a value. */
  List<ReportElement.Attribute> otherAttributes() {
    List<ReportElement.Attribute> others =
        element.attributes().stream()
            .filter(attribute -> !attributes.contains(attribute.name()))
            .filter(attribute -> !attribute.value().isEmpty())
            .toList();
    others.forEach(attribute -> attributes.add(attribute.name()));
    return others;
  }

  /** What nobody has asked for, laid out by its shape. */
  List<Block> rest() {
    List<Block> blocks = new ArrayList<>(GenericLayout.attributes(otherAttributes()));
    blocks.addAll(GenericLayout.blocks(children()));
    return blocks;
  }
}
