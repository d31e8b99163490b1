package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlLimits;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of a store one after the other, then links them. */
final class AdmxLoader {

  private static final XmlLimits LIMITS =
      new XmlLimits(AdmxTemplates.MAX_FILE_SIZE, 64, 1_000_000);

  private final AdmxStore store;
  private final List<String> languages;
  private final Runnable beforeEachFile;
  private final List<String> problems = new ArrayList<>();
  private long budget = AdmxTemplates.MAX_TOTAL_SIZE;

  AdmxLoader(AdmxStore store, List<String> languages, Runnable beforeEachFile) {
    this.store = store;
    this.languages = List.copyOf(languages);
    this.beforeEachFile = beforeEachFile;
  }

  AdmxTemplates load(List<AdmxStore.File> listing) {
    AdmxFileNames names = new AdmxFileNames(listing, languages);
    List<AdmxFile> files = new ArrayList<>();
    for (AdmxStore.File template : names.templates()) {
      beforeEachFile.run();
      try {
        AdmlTexts texts = texts(names, template);
        files.add(new AdmxFileReader(template.path(), texts, problems).read(xml(template)));
      } catch (IOException e) {
        problems.add(sentence(template, e));
      }
    }
    return new AdmxTemplates(new AdmxLinker(files).link(), problems);
  }

  /** Texts that cannot be read cost the template its texts, not its policies. */
  private AdmlTexts texts(AdmxFileNames names, AdmxStore.File template) {
    Optional<AdmxStore.File> file = names.textsOf(template);
    if (file.isEmpty()) {
      problems.add(template.path() + " has no texts: there is no ADML file for it");
      return AdmlTexts.NONE;
    }
    try {
      return AdmlTexts.of(xml(file.get()));
    } catch (IOException e) {
      problems.add(sentence(file.get(), e));
      return AdmlTexts.NONE;
    }
  }

  private XmlElement xml(AdmxStore.File file) throws IOException {
    byte[] content = store.read(file, AdmxTemplates.MAX_FILE_SIZE);
    budget -= content.length;
    if (budget < 0) {
      throw new MalformedPolicyException(
          file.path(),
          "is left out: the templates before it have "
              + (AdmxTemplates.MAX_TOTAL_SIZE >> 20)
              + " MiB already");
    }
    return XmlReader.read(content, file.path(), LIMITS);
  }

  private static String sentence(AdmxStore.File file, IOException failure) {
    return failure instanceof MalformedPolicyException
        ? String.valueOf(failure.getMessage())
        : file.path() + " cannot be read: " + failure.getMessage();
  }
}
