package io.gpmcworker.policy.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Generates a table from what GPOs and backups name, {@code IGPMMigrationTable::Add}: an entry for
 * each principal and each UNC path, all of which stay what they are until someone says otherwise.
 */
public final class MigrationTableBuilder {

  private final Map<String, Mapping> mappings = new LinkedHashMap<>();

  /** Adds what one GPO names; what is in the table already stays. */
  public MigrationTableBuilder add(FoundReferences found, SourcePrincipals source) {
    found.trustees().forEach(trustee -> add(source.mapping(trustee)));
    found.paths().forEach(path -> add(Mapping.same(EntryType.UNC_PATH, path)));
    return this;
  }

  private void add(Mapping mapping) {
    mappings.putIfAbsent(mapping.source().toLowerCase(Locale.ROOT), mapping);
  }

  /** The table. */
  public MigrationTable build() {
    List<Mapping> entries = new ArrayList<>(mappings.values());
    return new MigrationTable(entries);
  }
}
