package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.admx.AdmxFile.Category;
import io.gpmcworker.policy.admx.AdmxFile.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the references between templates. One that leads nowhere costs what it would have added,
 * a part of a path or a text, and nothing else.
 */
final class AdmxLinker {

  private static final String SEPARATOR = "/";

  private final List<AdmxFile> files;
  private final Map<Reference, Category> categories = new HashMap<>();
  private final Map<Reference, String> supported = new HashMap<>();
  private final Map<Reference, String> paths = new HashMap<>();

  AdmxLinker(List<AdmxFile> files) {
    this.files = files;
    files.forEach(this::define);
    define(WindowsBase.TEMPLATE);
  }

  /** What two templates define, the first has. */
  private void define(AdmxFile file) {
    file.categories()
        .forEach((name, category) ->
            categories.putIfAbsent(new Reference(file.namespace(), name), category));
    file.supported()
        .forEach((name, text) ->
            supported.putIfAbsent(new Reference(file.namespace(), name), text));
  }

  List<AdmxPolicy> link() {
    List<AdmxPolicy> linked = new ArrayList<>();
    for (AdmxFile file : files) {
      file.policies().forEach(policy -> linked.add(link(policy)));
    }
    return linked;
  }

  private AdmxPolicy link(AdmxFile.Policy draft) {
    AdmxPolicy policy = draft.policy();
    return new AdmxPolicy(
        policy.id(),
        policy.sides(),
        policy.displayName(),
        policy.explainText(),
        draft.supported().flatMap(this::supportedOn),
        draft.category().map(this::path).orElse(""),
        policy.key(),
        policy.valueName(),
        policy.states(),
        policy.elements(),
        policy.controls());
  }

  private Optional<String> supportedOn(Reference reference) {
    return Optional.ofNullable(supported.get(reference));
  }

  private String path(Reference reference) {
    String known = paths.get(reference);
    if (known == null) {
      known = walk(reference);
      paths.put(reference, known);
    }
    return known;
  }

  /** From a category up to the top; a circle ends where it closes. */
  private String walk(Reference start) {
    Deque<String> names = new ArrayDeque<>();
    Set<Reference> seen = new HashSet<>();
    Optional<Reference> next = Optional.of(start);
    while (next.isPresent() && seen.add(next.get())) {
      Category category = categories.get(next.get());
      if (category == null) {
        break;
      }
      names.addFirst(category.displayName());
      next = category.parent();
    }
    return String.join(SEPARATOR, names);
  }
}
