package io.gpmcworker.policy.report;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /** Their policies as category/name. */
  static Set<String> names(AdmxTemplates templates) {
    return templates.policies().stream()
        .map(policy -> policy.category() + "/" + policy.displayName())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The policies of GPMC's report whose templates are at hand. Templates are of many versions; a
   * policy that another version calls by another name is not among them.
   */
  static Set<String> describedPolicies(XmlElement report, Set<String> atHand) {
    return Stream.of("Computer", "User")
        .flatMap(side -> report.child(side).stream())
        .flatMap(side -> side.children("ExtensionData").stream())
        .flatMap(data -> data.child("Extension").stream())
        .flatMap(extension -> extension.children("Policy").stream())
        .map(policy -> policy.childText("Category") + "/" + policy.childText("Name"))
        .filter(atHand::contains)
        .collect(Collectors.toUnmodifiableSet());
  }
}
