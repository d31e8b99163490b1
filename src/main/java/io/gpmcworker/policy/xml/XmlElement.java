package io.gpmcworker.policy.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * An element with all below it.
 *
 * @param name its name and namespace; the prefix says how it was written
 * @param attributes in document order, namespace declarations left out
 * @param nodes its content in document order
 */
public record XmlElement(QName name, Map<QName, String> attributes, List<XmlNode> nodes)
    implements XmlNode {

  public XmlElement {
    nodes = List.copyOf(nodes);
  }

  /** The name without namespace. */
  public String localName() {
    return name.getLocalPart();
  }

  /** Its child elements. */
  public List<XmlElement> children() {
    return elements().toList();
  }

  /** Its child elements of the given local name. */
  public List<XmlElement> children(String localName) {
    return elements().filter(element -> element.localName().equals(localName)).toList();
  }

  /** The first child element of the given local name. */
  public Optional<XmlElement> child(String localName) {
    return elements().filter(element -> element.localName().equals(localName)).findFirst();
  }

  /** The text of the first child element of the given local name; empty text if there is none. */
  public String childText(String localName) {
    return child(localName).map(XmlElement::text).orElse("");
  }

  /** The text of this element, its children's left out. */
  public String text() {
    return nodes.stream()
        .filter(XmlText.class::isInstance)
        .map(XmlText.class::cast)
        .map(XmlText::value)
        .collect(Collectors.joining());
  }

  /** The value of the first attribute of the given local name, of whatever namespace. */
  public Optional<String> attribute(String localName) {
    return attributes.entrySet().stream()
        .filter(attribute -> attribute.getKey().getLocalPart().equals(localName))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The value of the attribute of the given name and namespace. */
  public Optional<String> attribute(QName attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }

  private Stream<XmlElement> elements() {
    return nodes.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
  }
}
