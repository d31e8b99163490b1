package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one template, policyDefinitions of the ADMX schema. */
final class AdmxFileReader {

  private final String file;
  private final AdmlTexts texts;
  private final List<String> problems;
  private final Map<String, String> prefixes = new HashMap<>();
  private String namespace = "";

  /**
   * @param file what to call it in a sentence
   * @param problems gets a sentence for every policy that is left out
   */
  AdmxFileReader(String file, AdmlTexts texts, List<String> problems) {
    this.file = file;
    this.texts = texts;
    this.problems = problems;
  }

  AdmxFile read(XmlElement root) throws MalformedPolicyException {
    if (!root.localName().equals("policyDefinitions")) {
      throw new MalformedPolicyException(
          file, "is no template: its root is " + root.localName() + ", not policyDefinitions");
    }
    XmlElement namespaces = root.child("policyNamespaces").orElseThrow(() -> missing("namespaces"));
    XmlElement target = namespaces.child("target").orElseThrow(() -> missing("target namespace"));
    namespace = target.attribute("namespace").orElseThrow(() -> missing("target namespace"));
    for (XmlElement used : namespaces.children()) {
      Optional<String> uri = used.attribute("namespace");
      uri.ifPresent(known -> prefixes.put(fold(used.attribute("prefix").orElse("")), known));
    }
    return new AdmxFile(namespace, categories(root), supported(root), policies(root));
  }

  private MalformedPolicyException missing(String what) {
    return new MalformedPolicyException(file, "does not declare its " + what);
  }

  private Map<String, AdmxFile.Category> categories(XmlElement root) {
    Map<String, AdmxFile.Category> categories = new HashMap<>();
    for (XmlElement list : root.children("categories")) {
      for (XmlElement category : list.children("category")) {
        String name = category.attribute("name").orElse("");
        categories.putIfAbsent(
            fold(name),
            new AdmxFile.Category(
                text(category, "displayName").orElse(name), reference(category, "parentCategory")));
      }
    }
    return categories;
  }

  private Map<String, String> supported(XmlElement root) {
    Map<String, String> supported = new HashMap<>();
    for (XmlElement section : root.children("supportedOn")) {
      AdmxProducts products = new AdmxProducts(section, texts);
      for (XmlElement definitions : section.children("definitions")) {
        for (XmlElement definition : definitions.children("definition")) {
          String name = definition.attribute("name").orElse("");
          supported.putIfAbsent(
              fold(name), text(definition, "displayName").orElseGet(() -> products.of(definition)));
        }
      }
    }
    return supported;
  }

  private List<AdmxFile.Policy> policies(XmlElement root) {
    List<AdmxFile.Policy> policies = new ArrayList<>();
    for (XmlElement list : root.children("policies")) {
      for (XmlElement policy : list.children("policy")) {
        try {
          policies.add(policy(policy));
        } catch (MalformedPolicyException e) {
          problems.add(e.getMessage());
        }
      }
    }
    return policies;
  }

  private AdmxFile.Policy policy(XmlElement policy) throws MalformedPolicyException {
    String name = policy.attribute("name").orElse("");
    String key = policy.attribute("key").orElse("");
    AdmxElementReader elements = new AdmxElementReader(file, name, key, texts);
    AdmxPolicy read =
        new AdmxPolicy(
            new PolicyId(namespace, name),
            sides(policy),
            text(policy, "displayName").orElse(name),
            text(policy, "explainText").orElse(""),
            Optional.empty(),
            "",
            key,
            policy.attribute("valueName").filter(value -> !value.isEmpty()),
            elements.states(policy, "enabled", "disabled"),
            elements.elements(policy),
            policy.attribute("presentation").map(texts::presentation).orElse(List.of()));
    return new AdmxFile.Policy(
        read, reference(policy, "parentCategory"), reference(policy, "supportedOn"));
  }

  private static Set<GpoSide> sides(XmlElement policy) {
    return switch (policy.attribute("class").orElse("")) {
      case "Machine" -> Set.of(GpoSide.MACHINE);
      case "User" -> Set.of(GpoSide.USER);
      default -> Set.of(GpoSide.MACHINE, GpoSide.USER);
    };
  }

  private Optional<String> text(XmlElement element, String attribute) {
    return element.attribute(attribute).flatMap(texts::string);
  }

  /** The target of {@code <child ref="prefix:name"/>}; a prefix that nobody declared is none. */
  private Optional<AdmxFile.Reference> reference(XmlElement element, String child) {
    return element.child(child).flatMap(found -> found.attribute("ref")).flatMap(this::reference);
  }

  private Optional<AdmxFile.Reference> reference(String ref) {
    int colon = ref.indexOf(':');
    if (colon < 0) {
      return Optional.of(new AdmxFile.Reference(namespace, fold(ref)));
    }
    return Optional.ofNullable(prefixes.get(fold(ref.substring(0, colon))))
        .map(uri -> new AdmxFile.Reference(uri, fold(ref.substring(colon + 1))));
  }

  static String fold(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
