package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Application control policies (AppLocker): each rule is a registry value that holds XML. The
 * report groups the rules of a collection by their kind.
 */
public final class AppLockerRenderer implements RegistryPolicyRenderer {

  private static final String RULES = "software\\policies\\microsoft\\windows\\srpv2";
  private static final String RULE_VALUE = "Value";
  private static final String ENFORCEMENT_MODE = "EnforcementMode";
  private static final String ANY = "*";
  private static final List<String> KINDS =
      List.of("FilePublisherRule", "FilePathRule", "FileHashRule");

  private static final List<String> CONDITIONS =
      List.of("FilePathCondition", "FilePublisherCondition", "FileHashCondition");

  private static final ExtensionType TYPE =
      ExtensionType.of("SRPV2", "Policy", "Application Control Policies");

  /** The rules of one collection and whether they are enforced. */
  private static final class Collection {
    private final List<XmlElement> rules = new ArrayList<>();
    private Optional<String> mode = Optional.empty();
  }

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), RULES).isPresent();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Map<String, Collection> collections = new TreeMap<>();
    for (RegistryPolicyEntry entry : source.registryPolicy().entries()) {
      Optional<String> below = RegistryData.below(entry.key(), RULES);
      if (below.isPresent() && !below.get().isEmpty()) {
        add(entry, below.get().split("\\\\", 2), collections);
      }
    }
    return collections.isEmpty()
        ? Optional.empty()
        : Optional.of(
            collections.entrySet().stream()
                .map(collection -> element(collection.getKey(), collection.getValue()))
                .toList());
  }

  private static void add(
      RegistryPolicyEntry entry, String[] place, Map<String, Collection> collections)
      throws IOException {
    Collection collection = collections.computeIfAbsent(place[0], name -> new Collection());
    if (place.length == 1 && entry.valueName().equalsIgnoreCase(ENFORCEMENT_MODE)) {
      boolean enforced = RegistryData.number(entry).orElse(0) != 0;
      collection.mode = Optional.of(enforced ? "Enabled" : "Disabled");
    } else if (place.length == 2 && entry.valueName().equalsIgnoreCase(RULE_VALUE)) {
      byte[] rule = RegistryData.text(entry).getBytes(StandardCharsets.UTF_8);
      collection.rules.add(XmlReader.read(rule, "the AppLocker rule " + place[1]));
    }
  }

  private static ReportElement element(String name, Collection collection) {
    ReportElement element = TYPE.element("RuleCollection").attribute("Type", name);
    for (String kind : KINDS) {
      collection.rules.stream()
          .filter(rule -> rule.localName().equals(kind))
          .forEach(rule -> element.add(rule(rule)));
    }
    collection.mode.ifPresent(
        mode -> element.add(TYPE.element(ENFORCEMENT_MODE).leaf("Mode", mode)));
    return element;
  }

  private static ReportElement rule(XmlElement rule) {
    ReportElement element = withAttributes(rule, rule.localName());
    for (XmlElement part : rule.children()) {
      ReportElement conditions = TYPE.element(part.localName());
      boolean wrapped = part.localName().equals("Exceptions");
      for (String kind : CONDITIONS) {
        for (XmlElement condition : part.children(kind)) {
          List<ReportElement> shown = condition(condition);
          if (wrapped) {
            conditions.add(TYPE.element(kind).addAll(shown));
          } else {
            conditions.addAll(shown);
          }
        }
      }
      element.add(conditions);
    }
    return element;
  }

  private static List<ReportElement> condition(XmlElement condition) {
    return switch (condition.localName()) {
      case "FileHashCondition" ->
          condition.children().stream().map(AppLockerRenderer::hash).toList();
      case "FilePublisherCondition" -> List.of(publisher(condition));
      default -> List.of(withAttributes(condition, "FilePath"));
    };
  }

  private static ReportElement publisher(XmlElement condition) {
    ReportElement publisher = withAttributes(condition, "FilePublisher");
    for (XmlElement range : condition.children()) {
      ReportElement shown = TYPE.element(range.localName());
      range
          .attributes()
          .forEach((name, value) -> {
            if (!value.equals(ANY)) {
              shown.attribute(name.getLocalPart(), value);
            }
          });
      publisher.add(shown);
    }
    return publisher;
  }

  private static ReportElement hash(XmlElement hash) {
    String type = hash.attribute("Type").orElse("");
    return TYPE.element("FileHash")
        .attribute("Type", type.equals("SHA256") ? "Sha256" : type)
        .add(
            TYPE.element("FileInformation")
                .attribute("Name", hash.attribute("SourceFileName").orElse(""))
                .attribute("Length", hash.attribute("SourceFileLength").orElse("0")));
  }

  private static ReportElement withAttributes(XmlElement source, String name) {
    ReportElement element = TYPE.element(name);
    source
        .attributes()
        .forEach((attribute, value) -> element.attribute(attribute.getLocalPart(), value));
    return element;
  }
}
