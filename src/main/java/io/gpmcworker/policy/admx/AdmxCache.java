package io.gpmcworker.policy.admx;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one store, read once and kept until a file of the store changes. They are let go
 * when memory runs short. Safe for use by many threads: while one reads the templates, others that
 * need them wait for it.
 */
public final class AdmxCache {

  /** How often a caller that waits for another looks at its checkpoint. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private record Loaded(Set<AdmxStore.File> files, AdmxTemplates templates) {}

  private final AdmxStore store;
  private final List<String> languages;
  private final ReentrantLock reading = new ReentrantLock();
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
   * @param checkpoint is run before each file that is read, and while another thread reads them;
   *     what it throws ends the call, and the next caller starts anew
   * @throws IOException if the store cannot be listed
   */
  public AdmxTemplates current(Runnable checkpoint) throws IOException {
    await(checkpoint);
    try {
      return read(checkpoint);
    } finally {
      reading.unlock();
    }
  }

  private void await(Runnable checkpoint) throws IOException {
    try {
      while (!reading.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        checkpoint.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another report reads the templates");
    }
  }

  private AdmxTemplates read(Runnable checkpoint) throws IOException {
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
