package io.gpmcworker.policy.report.preferences;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.xml.XmlElement;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Turns a Preferences file into its part of the report. GPMC takes the items over as they are, puts
 * them into the order of its schema, gives each its position (GPOSettingOrder) and a Filters
 * element even when nothing is targeted.
 *
 * <p>One deliberate difference: a {@code cpassword} is masked. Its key is public (MS14-025), so
 * that GPMC's report gives the password away to everybody who may read it.
 */
final class PreferenceItems {

  /** Stands in for a password. */
  static final String MASK = "********";

  private static final String COLLECTION = "Collection";
  private static final String FILTERS = "Filters";
  private static final String PROPERTIES = "Properties";
  private static final Set<String> SECRETS = Set.of("cpassword");

  private final PreferenceKind kind;
  private final ExtensionType type;

  PreferenceItems(PreferenceKind kind) {
    this.kind = kind;
    this.type = kind.type();
  }

  ReportElement render(XmlElement root) {
    ReportElement element = type.element(kind.rootName().orElse(root.localName()));
    attributes(root, element);
    items(root.children(), element);
    return element;
  }

  /** Collections and items are each numbered from 1 within what holds them. */
  private void items(List<XmlElement> children, ReportElement target) {
    int collections = 0;
    int items = 0;
    for (XmlElement child : children) {
      int order = child.localName().equals(COLLECTION) ? ++collections : ++items;
      target.add(item(child, order));
    }
  }

  private ReportElement item(XmlElement item, int order) {
    ReportElement element = type.element(item.localName());
    attributes(item, element);
    element.leaf("GPOSettingOrder", order);
    item.children(PROPERTIES).forEach(properties -> element.add(properties(properties)));
    element.add(item.child(FILTERS).map(this::copy).orElseGet(() -> type.element(FILTERS)));
    List<XmlElement> nested =
        item.children().stream()
            .filter(child -> !Set.of(PROPERTIES, FILTERS).contains(child.localName()))
            .toList();
    items(nested, element);
    return element;
  }

  private ReportElement properties(XmlElement properties) {
    ReportElement element = copy(properties);
    switch (kind) {
      case LOCAL_USERS_AND_GROUPS -> addMissing(properties, "Members", element);
      case REGISTRY -> addMissing(properties, "Values", element);
      default -> {
        // The schema of other items asks for nothing more.
      }
    }
    return element;
  }

  private void addMissing(XmlElement properties, String name, ReportElement element) {
    if (properties.child(name).isEmpty()) {
      element.add(type.element(name));
    }
  }

  private ReportElement copy(XmlElement source) {
    ReportElement element = type.element(source.localName());
    attributes(source, element);
    List<XmlElement> children = TaskSchema.ordered(source);
    children.forEach(child -> element.add(copy(child)));
    if (children.isEmpty()) {
      element.text(text(source));
    }
    TaskSchema.required(source)
        .filter(name -> source.child(name).isEmpty())
        .ifPresent(name -> element.add(type.element(name)));
    return element;
  }

  /** Line breaks and blanks between elements are no content. */
  private static String text(XmlElement source) {
    String text = source.text();
    return text.isBlank() ? "" : text;
  }

  private static void attributes(XmlElement source, ReportElement target) {
    source
        .attributes()
        .forEach((name, value) -> {
          if (isShown(source, name)) {
            boolean secret = SECRETS.contains(name.getLocalPart()) && !value.isEmpty();
            target.attribute(name.getLocalPart(), secret ? MASK : value);
          }
        });
  }

  private static boolean isShown(XmlElement source, QName attribute) {
    return attribute.getNamespaceURI().isEmpty()
        && !TaskSchema.isDropped(source.localName(), attribute.getLocalPart());
  }
}
