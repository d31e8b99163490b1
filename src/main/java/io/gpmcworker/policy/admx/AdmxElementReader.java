package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the values and the elements of one policy. */
final class AdmxElementReader {

  private final String file;
  private final String policy;
  private final String key;
  private final AdmlTexts texts;

  /**
   * @param file what to call the template in a sentence
   * @param policy what to call the policy in a sentence
   * @param key the policy's, for what has none of its own
   */
  AdmxElementReader(String file, String policy, String key, AdmlTexts texts) {
    this.file = file;
    this.policy = policy;
    this.key = key;
    this.texts = texts;
  }

  /**
   * The values and the lists of two states.
   *
   * @param on {@code enabled} of a policy, {@code true} of a checkbox
   * @param off {@code disabled} of a policy, {@code false} of a checkbox
   */
  AdmxStates states(XmlElement parent, String on, String off) throws MalformedPolicyException {
    return states(parent, on, off, key);
  }

  private AdmxStates states(XmlElement parent, String on, String off, String ownKey)
      throws MalformedPolicyException {
    return new AdmxStates(
        value(parent, on + "Value"),
        value(parent, off + "Value"),
        list(parent, on + "List", ownKey),
        list(parent, off + "List", ownKey));
  }

  List<AdmxElement> elements(XmlElement parent) throws MalformedPolicyException {
    List<AdmxElement> elements = new ArrayList<>();
    for (XmlElement list : parent.children("elements")) {
      for (XmlElement element : list.children()) {
        elements.add(element(element));
      }
    }
    return elements;
  }

  private AdmxElement element(XmlElement element) throws MalformedPolicyException {
    String id = element.attribute("id").orElse("");
    String ownKey = keyOf(element, key);
    String valueName = element.attribute("valueName").orElse("");
    return switch (element.localName()) {
      case "boolean" ->
          new AdmxElement.BooleanElement(
              id, ownKey, valueName, states(element, "true", "false", ownKey));
      case "decimal", "longDecimal" -> new AdmxElement.DecimalElement(id, ownKey, valueName);
      case "text" -> new AdmxElement.TextElement(id, ownKey, valueName);
      case "multiText" -> new AdmxElement.MultiTextElement(id, ownKey, valueName);
      case "enum" ->
          new AdmxElement.EnumElement(id, ownKey, valueName, items(element, ownKey));
      case "list" ->
          new AdmxElement.ListElement(
              id,
              ownKey,
              element.attribute("valuePrefix"),
              isTrue(element, "explicitValue"),
              isTrue(element, "additive"));
      default -> throw malformed("an element of the unknown kind " + element.localName());
    };
  }

  private List<AdmxElement.EnumElement.Item> items(XmlElement element, String ownKey)
      throws MalformedPolicyException {
    List<AdmxElement.EnumElement.Item> items = new ArrayList<>();
    for (XmlElement item : element.children("item")) {
      String name = item.attribute("displayName").orElse("");
      items.add(
          new AdmxElement.EnumElement.Item(
              texts.string(name).orElse(name),
              value(item, "value").orElseThrow(() -> malformed("a choice without a value")),
              list(item, "valueList", ownKey)));
    }
    return items;
  }

  private List<AdmxAssignment> list(XmlElement parent, String name, String ownKey)
      throws MalformedPolicyException {
    List<AdmxAssignment> assignments = new ArrayList<>();
    for (XmlElement list : parent.children(name)) {
      String defaultKey = list.attribute("defaultKey").filter(k -> !k.isEmpty()).orElse(ownKey);
      for (XmlElement item : list.children("item")) {
        assignments.add(
            new AdmxAssignment(
                keyOf(item, defaultKey),
                item.attribute("valueName").orElse(""),
                value(item, "value").orElseThrow(() -> malformed("an item without a value"))));
      }
    }
    return assignments;
  }

  private Optional<AdmxValue> value(XmlElement parent, String name)
      throws MalformedPolicyException {
    Optional<XmlElement> value =
        parent.child(name).flatMap(found -> found.children().stream().findFirst());
    return value.isEmpty() ? Optional.empty() : Optional.of(value(value.get()));
  }

  private AdmxValue value(XmlElement value) throws MalformedPolicyException {
    return switch (value.localName()) {
      case "delete" -> new AdmxValue.Deleted();
      case "string" -> new AdmxValue.Text(value.text());
      case "decimal", "longDecimal" -> number(value.attribute("value").orElse(""));
      default -> throw malformed("a value of the unknown kind " + value.localName());
    };
  }

  private AdmxValue number(String text) throws MalformedPolicyException {
    try {
      String digits = text.strip();
      long value =
          digits.startsWith("-") ? Integer.parseInt(digits) : Long.parseUnsignedLong(digits);
      return new AdmxValue.Number(digits.startsWith("-") ? value & 0xFFFF_FFFFL : value);
    } catch (NumberFormatException e) {
      throw malformed("'" + text + "' where a number is due");
    }
  }

  private static String keyOf(XmlElement element, String otherwise) {
    return element.attribute("key").filter(own -> !own.isEmpty()).orElse(otherwise);
  }

  private static boolean isTrue(XmlElement element, String attribute) {
    return element
        .attribute(attribute)
        .filter(value -> value.equals("true") || value.equals("1"))
        .isPresent();
  }

  private MalformedPolicyException malformed(String what) {
    return new MalformedPolicyException(file, "has " + what + " in its policy " + policy);
  }
}
