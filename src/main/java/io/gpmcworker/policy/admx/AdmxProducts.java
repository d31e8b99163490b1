package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.xml.XmlElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The products of a template and their versions, for the few supported-on definitions that have no
 * text of their own: they say in products, ranges of versions, {@code and} and {@code or} what they
 * mean.
 */
final class AdmxProducts {

  private final Map<String, XmlElement> products = new HashMap<>();
  private final AdmlTexts texts;

  /**
   * @param supportedOn the section with the products
   */
  AdmxProducts(XmlElement supportedOn, AdmlTexts texts) {
    this.texts = texts;
    supportedOn.children("products").forEach(this::addAll);
  }

  private void addAll(XmlElement parent) {
    for (XmlElement product : parent.children()) {
      product
          .attribute("name")
          .ifPresent(name -> products.putIfAbsent(AdmxFileReader.fold(name), product));
      addAll(product);
    }
  }

  /** What a definition, or a part of one, means. */
  String of(XmlElement condition) {
    return condition.children().stream()
        .map(part ->
            switch (part.localName()) {
              case "and" -> joined(part, " and ");
              case "or" -> joined(part, " or ");
              default -> product(part);
            })
        .collect(Collectors.joining(", "));
  }

  private String joined(XmlElement parts, String word) {
    return parts.children().stream().map(this::product).collect(Collectors.joining(word));
  }

  /** A {@code reference} to a product, or a {@code range} of its versions. */
  private String product(XmlElement reference) {
    String ref = reference.attribute("ref").orElse("");
    String name = ref.substring(ref.indexOf(':') + 1);
    Optional<XmlElement> product = Optional.ofNullable(products.get(AdmxFileReader.fold(name)));
    String text = product.flatMap(this::displayName).orElse(name);
    List<XmlElement> versions = product.map(XmlElement::children).orElse(List.of());
    Optional<String> from = version(versions, reference.attribute("minVersionIndex"));
    Optional<String> to = version(versions, reference.attribute("maxVersionIndex"));
    if (from.isEmpty() && to.isEmpty()) {
      return text;
    }
    return from.orElse(text) + to.map(last -> " to " + last).orElse(" and later");
  }

  private Optional<String> version(List<XmlElement> versions, Optional<String> index) {
    return index.flatMap(number ->
        versions.stream()
            .filter(version -> version.attribute("versionIndex").equals(index))
            .findFirst()
            .flatMap(this::displayName));
  }

  private Optional<String> displayName(XmlElement element) {
    return element.attribute("displayName").flatMap(texts::string);
  }
}
