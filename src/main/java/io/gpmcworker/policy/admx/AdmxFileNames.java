package io.gpmcworker.policy.admx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the texts of a template among the files of a store, in the best language there is. */
final class AdmxFileNames {

  static final String ADMX = ".admx";
  static final String ADML = ".adml";

  private static final String FALLBACK = "en-us";

  private final List<AdmxStore.File> templates = new ArrayList<>();
  private final Map<String, AdmxStore.File> texts = new HashMap<>();
  private final Map<String, List<AdmxStore.File>> textsByName = new HashMap<>();
  private final List<String> languages = new ArrayList<>();

  /**
   * @param languages language tags, best first
   */
  AdmxFileNames(Collection<AdmxStore.File> files, List<String> languages) {
    languages.forEach(language -> this.languages.add(fold(language)));
    if (!this.languages.contains(FALLBACK)) {
      this.languages.add(FALLBACK);
    }
    for (AdmxStore.File file : files) {
      String path = fold(file.path());
      if (path.endsWith(ADMX)) {
        templates.add(file);
      } else if (path.endsWith(ADML)) {
        texts.put(path, file);
        textsByName.computeIfAbsent(name(path), name -> new ArrayList<>()).add(file);
      }
    }
    templates.sort(Comparator.comparing(file -> fold(file.path())));
  }

  /** The templates by path, so that what is loaded never depends on the order of a listing. */
  List<AdmxStore.File> templates() {
    return templates;
  }

  /**
   * The texts of a template: in the languages asked for, then in English, then in the template's
   * own folder, then in any language.
   */
  Optional<AdmxStore.File> textsOf(AdmxStore.File template) {
    String path = fold(template.path());
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String name = name(path).replace(ADMX, ADML);
    for (String language : languages) {
      AdmxStore.File file = texts.get(folder + language + "/" + name);
      if (file != null) {
        return Optional.of(file);
      }
    }
    AdmxStore.File beside = texts.get(folder + name);
    if (beside != null) {
      return Optional.of(beside);
    }
    return textsByName.getOrDefault(name, List.of()).stream()
        .filter(file -> isOneBelow(folder, fold(file.path())))
        .min(Comparator.comparing(file -> fold(file.path())));
  }

  private static boolean isOneBelow(String folder, String path) {
    return path.startsWith(folder)
        && path.indexOf('/', folder.length()) == path.lastIndexOf('/')
        && path.lastIndexOf('/') >= folder.length();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
