package io.gpmcworker.policy.report.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * An element of a report under construction: either text or children, as everywhere in GPMC's
 * report. Methods that add return this element, so that a part reads like its XML.
 */
public final class ReportElement {

  /** An attribute without namespace. */
  public record Attribute(String name, String value) {}

  private final String namespace;
  private final String name;
  private final List<Attribute> attributes = new ArrayList<>(0);
  private final List<ReportElement> children = new ArrayList<>(0);
  private Optional<QName> type = Optional.empty();
  private String text = "";
  private boolean nil;
  private Optional<String> remark = Optional.empty();

  private ReportElement(String namespace, String name) {
    this.namespace = namespace;
    this.name = name;
  }

  /** An element of the given namespace without content. */
  public static ReportElement of(String namespace, String name) {
    return new ReportElement(namespace, name);
  }

  /** An element of the given namespace that holds a text. */
  public static ReportElement of(String namespace, String name, String text) {
    return new ReportElement(namespace, name).text(text);
  }

  /** Adds an attribute behind those that are there. */
  public ReportElement attribute(String attributeName, String value) {
    attributes.add(new Attribute(attributeName, value));
    return this;
  }

  /** Sets {@code xsi:type}. */
  public ReportElement type(String typeNamespace, String typeName) {
    type = Optional.of(new QName(typeNamespace, typeName));
    return this;
  }

  /** Sets {@code xsi:nil}: the value is known to be absent. */
  public ReportElement nil() {
    nil = true;
    return this;
  }

  /** Sets the text. */
  public ReportElement text(String value) {
    text = value;
    return this;
  }

  /** Adds what is for people alone: no element of GPMC's XML has a place for it. */
  public ReportElement remark(Optional<String> value) {
    remark = value;
    return this;
  }

  /** Adds a child. */
  public ReportElement add(ReportElement child) {
    children.add(child);
    return this;
  }

  /** Adds children. */
  public ReportElement addAll(List<ReportElement> more) {
    children.addAll(more);
    return this;
  }

  /** Adds a child of this element's namespace that holds a text. */
  public ReportElement leaf(String childName, String value) {
    return add(of(namespace, childName, value));
  }

  /** Adds a child of this element's namespace that holds a truth value. */
  public ReportElement leaf(String childName, boolean value) {
    return leaf(childName, Boolean.toString(value));
  }

  /** Adds a child of this element's namespace that holds a number. */
  public ReportElement leaf(String childName, long value) {
    return leaf(childName, Long.toString(value));
  }

  /** A new element of this element's namespace. */
  public ReportElement sibling(String siblingName) {
    return of(namespace, siblingName);
  }

  /** The namespace of its name. */
  public String namespace() {
    return namespace;
  }

  /** Its name without prefix. */
  public String name() {
    return name;
  }

  /** Its attributes in order; {@code xsi:type} and {@code xsi:nil} are not among them. */
  public List<Attribute> attributes() {
    return Collections.unmodifiableList(attributes);
  }

  /** Its children in order. */
  public List<ReportElement> children() {
    return Collections.unmodifiableList(children);
  }

  /** Its {@code xsi:type}, if it has one. */
  public Optional<QName> type() {
    return type;
  }

  /** Its text; empty if it has none. */
  public String text() {
    return text;
  }

  /** What is for people alone and not part of the XML. */
  public Optional<String> remark() {
    return remark;
  }

  /** Whether it carries {@code xsi:nil="true"}. */
  public boolean isNil() {
    return nil;
  }
}
