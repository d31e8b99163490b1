package io.gpmcworker.policy.admx;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one store, read once and kept until a file of the store changes. They are let go
 * when memory runs short. Safe for use by many threads: while one reads the templates, others that
 * need them wait for it.
 */
public final class AdmxCache {

  private record Loaded(Set<AdmxStore.File> files, AdmxTemplates templates) {}

  private final AdmxStore store;
  private final List<String> languages;
  private SoftReference<@Nullable Loaded> loaded = new SoftReference<>(null);

  /**
   * @param languages language tags, best first
   */
  public AdmxCache(AdmxStore store, List<String> languages) {
    this.store = store;
    this.languages = List.copyOf(languages);
  }

  /**
   * The templates as they are in the store now.
   *
   * @param checkpoint is run before each file that is read; what it throws ends the reading, and
   *     the next caller starts anew
   * @throws IOException if the store cannot be listed
   */
  public synchronized AdmxTemplates current(Runnable checkpoint) throws IOException {
    List<AdmxStore.File> listing = store.files();
    Set<AdmxStore.File> files = Set.copyOf(listing);
    Loaded known = loaded.get();
    if (known != null && known.files().equals(files)) {
      return known.templates();
    }
    AdmxTemplates templates = new AdmxLoader(store, languages, checkpoint).load(listing);
    loaded = new SoftReference<>(new Loaded(files, templates));
    return templates;
  }
}
