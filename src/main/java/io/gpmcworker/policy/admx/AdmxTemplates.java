package io.gpmcworker.policy.admx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A set of templates, linked and ready to be asked. It never changes; any number of threads may use
 * it.
 */
public final class AdmxTemplates {

  /** Most files that a store may have. */
  public static final int MAX_FILES = 20_000;

  /** Largest template or text file that is read, in bytes. */
  public static final int MAX_FILE_SIZE = 16 << 20;

  /** How many bytes of files are read in all; what comes after them is left out. */
  public static final long MAX_TOTAL_SIZE = 512L << 20;

  /** No templates: registry values are shown as they are. */
  public static final AdmxTemplates NONE = new AdmxTemplates(List.of(), List.of());

  private final List<AdmxPolicy> policies;
  private final List<String> problems;

  /** The places of policies in the list, by each key that they write to, in lower case. */
  private final Map<String, BitSet> byKey = new HashMap<>();

  private final Map<PolicyId, Integer> byId = new HashMap<>();

  AdmxTemplates(List<AdmxPolicy> policies, List<String> problems) {
    this.policies = List.copyOf(policies);
    this.problems = List.copyOf(problems);
    for (int i = 0; i < this.policies.size(); i++) {
      AdmxPolicy policy = this.policies.get(i);
      byId.putIfAbsent(policy.id(), i);
      for (String key : policy.keys()) {
        byKey.computeIfAbsent(key.toLowerCase(Locale.ROOT), name -> new BitSet()).set(i);
      }
    }
  }

  /**
   * Loads the templates of a folder and of the folders below it.
   *
   * @param folder the folder; one that does not exist has no templates
   * @param languages language tags such as {@code de-DE}, best first; after them comes {@code
   *     en-US}, then whatever there is
   * @throws IOException if the folder cannot be listed; a template that cannot be read or is
   *     malformed is left out and told of by {@link #problems}
   */
  public static AdmxTemplates load(Path folder, List<String> languages) throws IOException {
    return load(new FolderAdmxStore(folder), languages, () -> {});
  }

  /**
   * Loads the templates of a store.
   *
   * @param languages language tags, best first; after them comes {@code en-US}, then whatever there
   *     is
   * @param beforeEachFile is run before each template; what it throws ends the loading
   * @throws IOException if the store cannot be listed
   */
  public static AdmxTemplates load(
      AdmxStore store, List<String> languages, Runnable beforeEachFile) throws IOException {
    return new AdmxLoader(store, languages, beforeEachFile).load(store.files());
  }

  /** All policies, those of a template together. */
  public List<AdmxPolicy> policies() {
    return policies;
  }

  /**
   * The policies that can have to do with a Registry.pol, in the templates' order.
   *
   * @param keys the keys that it writes to, in lower case
   * @param commented policies that somebody wrote a comment on
   */
  public List<AdmxPolicy> concerning(Collection<String> keys, Collection<PolicyId> commented) {
    BitSet found = new BitSet();
    for (String key : keys) {
      BitSet policiesOfKey = byKey.get(key);
      if (policiesOfKey != null) {
        found.or(policiesOfKey);
      }
    }
    for (PolicyId id : commented) {
      Integer place = byId.get(id);
      if (place != null) {
        found.set(place);
      }
    }
    return found.stream().mapToObj(policies::get).toList();
  }

  /** A sentence for every template and policy that was left out, and why. */
  public List<String> problems() {
    return problems;
  }
}
