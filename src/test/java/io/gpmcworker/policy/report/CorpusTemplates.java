package io.gpmcworker.policy.report;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The administrative templates that lie beside the corpus' backups. */
public final class CorpusTemplates {

  private CorpusTemplates() {}

  /** Their folder. */
  public static Path folder() {
    return Corpus.folder().resolve("_admx");
  }

  static AdmxTemplates load() throws IOException {
    return AdmxTemplates.load(folder(), List.of("en-US"));
  }

  /** Their policies: the help texts by category/name. */
  static Map<String, Set<String>> helpTexts(AdmxTemplates templates) {
    return templates.policies().stream()
        .collect(
            Collectors.groupingBy(
                policy -> policy.category() + "/" + policy.displayName(),
                Collectors.mapping(
                    policy -> folded(policy.explainText()), Collectors.toUnmodifiableSet())));
  }

  /**
   * The policies of GPMC's report whose templates are at hand. Templates are of many versions; one
   * that explains a policy in other words is another version, and not at hand.
   */
  static Set<String> describedPolicies(XmlElement report, Map<String, Set<String>> atHand) {
    Map<String, List<XmlElement>> policies =
        Stream.of("Computer", "User")
            .flatMap(side -> report.child(side).stream())
            .flatMap(side -> side.children("ExtensionData").stream())
            .flatMap(data -> data.child("Extension").stream())
            .flatMap(extension -> extension.children("Policy").stream())
            .collect(
                Collectors.groupingBy(
                    policy -> policy.childText("Category") + "/" + policy.childText("Name")));
    return policies.entrySet().stream()
        .filter(named ->
            named.getValue().stream()
                .map(policy -> folded(policy.childText("Explain")))
                .allMatch(atHand.getOrDefault(named.getKey(), Set.of())::contains))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String folded(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
