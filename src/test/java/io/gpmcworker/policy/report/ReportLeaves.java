package io.gpmcworker.policy.report;

import io.gpmcworker.policy.xml.XmlElement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;

/**
 * A report taken apart for comparison: every leaf element and every attribute by its path, with
 * namespaces, types and values, counted for each extension. Prefixes do not matter; ReadTime is
 * left out.
 */
public final class ReportLeaves {

  /** Everything outside the extensions and the links. */
  public static final String HEAD = "(head)";

  public static final String LINKS = "(links)";

  /** Policies whose templates are at hand. */
  public static final String DESCRIBED = "Registry, policies of the templates at hand";

  /** Behind an extension's name: its settings as wholes. */
  static final String WHOLE = ", whole settings";

  private static final QName TYPE = new QName("http://www.w3.org/2001/XMLSchema-instance", "type");
  private static final Pattern PREFIX = Pattern.compile("^\\w+:");

  private final Map<String, Map<String, Integer>> parts = new TreeMap<>();
  private final Set<String> described;

  private ReportLeaves(Set<String> described) {
    this.described = described;
  }

  /** Takes a report apart. */
  public static ReportLeaves of(XmlElement report) {
    return of(report, Set.of());
  }

  /**
   * Takes a report apart.
   *
   * @param described the policies, as category/name, that are counted once more as {@link
   *     #DESCRIBED}
   */
  public static ReportLeaves of(XmlElement report, Set<String> described) {
    ReportLeaves leaves = new ReportLeaves(described);
    for (XmlElement child : report.children()) {
      switch (child.localName()) {
        case "ReadTime" -> {}
        case "LinksTo" -> leaves.add(child, "", LINKS);
        case "Computer", "User" -> leaves.addSide(child);
        default -> leaves.add(child, "", HEAD);
      }
    }
    return leaves;
  }

  /** How often each leaf occurs, by part. */
  public Map<String, Map<String, Integer>> parts() {
    return parts;
  }

  private void addSide(XmlElement side) {
    for (XmlElement child : side.children()) {
      boolean extension = child.localName().equals("ExtensionData");
      add(child, side.localName(), extension ? child.childText("Name") : HEAD);
      child.child("Extension").ifPresent(settings -> addDescribed(settings, side.localName()));
      child
          .child("Extension")
          .ifPresent(settings ->
              settings
                  .children()
                  .forEach(setting -> count(child.childText("Name") + WHOLE, whole(setting))));
    }
  }

  private void addDescribed(XmlElement settings, String side) {
    settings.children("Policy").stream()
        .filter(policy ->
            described.contains(policy.childText("Category") + "/" + policy.childText("Name")))
        .forEach(policy -> add(policy, side, DESCRIBED));
  }

  private void add(XmlElement element, String outer, String part) {
    String type =
        element
            .attribute(TYPE)
            .map(name -> "(" + PREFIX.matcher(name).replaceFirst("") + ")")
            .orElse("");
    String path = outer + "/" + element.name() + type;
    element
        .attributes()
        .forEach((name, value) -> {
          if (!name.equals(TYPE)) {
            count(part, path + "@" + name + "=" + value);
          }
        });
    if (element.children().isEmpty()) {
      count(part, path + "=" + element.text().strip().replace("\r\n", "\n"));
    }
    element.children().forEach(child -> add(child, path, part));
  }

  private static String whole(XmlElement element) {
    StringBuilder text = new StringBuilder().append(element.name());
    element
        .attributes()
        .forEach((name, value) ->
            text.append(' ')
                .append(name)
                .append('=')
                .append(name.equals(TYPE) ? PREFIX.matcher(value).replaceFirst("") : value));
    if (element.children().isEmpty()) {
      return text.append('=').append(element.text().strip()).toString();
    }
    text.append('(');
    element.children().forEach(child -> text.append(whole(child)).append(';'));
    return text.append(')').toString();
  }

  private void count(String part, String leaf) {
    parts.computeIfAbsent(part, name -> new HashMap<>()).merge(leaf, 1, Integer::sum);
  }
}
