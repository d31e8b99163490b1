package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.directory.sysvol.CentralStore;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.policy.admx.AdmxCache;
import io.gpmcworker.policy.admx.FolderAdmxStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where reports have their administrative templates from. */
public final class ReportTemplates {

  private final Optional<AdmxCache> shared;
  private final List<String> languages;

  private ReportTemplates(Optional<AdmxCache> shared, List<String> languages) {
    this.shared = shared;
    this.languages = List.copyOf(languages);
  }

  /**
   * Templates of each domain's own central store.
   *
   * @param languages of their texts, best first
   */
  public static ReportTemplates ofCentralStore(List<String> languages) {
    return new ReportTemplates(Optional.empty(), languages);
  }

  /**
   * Templates of a folder of this machine, read once for all domains.
   *
   * @param languages of their texts, best first
   */
  public static ReportTemplates ofFolder(Path folder, List<String> languages) {
    AdmxCache cache = new AdmxCache(new FolderAdmxStore(folder), languages);
    return new ReportTemplates(Optional.of(cache), languages);
  }

  /** The templates for the domain with the given SYSVOL. */
  public AdmxCache of(Sysvol sysvol) {
    return shared.orElseGet(() -> new AdmxCache(new CentralStore(sysvol), languages));
  }
}
