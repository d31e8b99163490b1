package io.gpmcworker.gpmc.directory.transfer;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.migration.MigrationException;
import io.gpmcworker.policy.migration.MigrationTable;
import io.gpmcworker.policy.migration.ReferenceFiles;
import io.gpmcworker.policy.migration.SourcePrincipals;
import io.gpmcworker.policy.migration.TableMapping;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A migration table at work in an operation. */
final class Migration {

  private static final int UNMAPPED_NAMED = 10;

  private final Options options;
  private final Optional<TableMapping> mapping;

  /**
   * How the settings are mapped.
   *
   * @param table the name of the table's file; empty to leave everything as it is
   * @param tableOnly whether what the table does not name is an error
   * @param preferences whether Preferences are mapped too
   */
  record Options(Optional<StoredFileName> table, boolean tableOnly, boolean preferences) {}

  private Migration(Options options, Optional<TableMapping> mapping) {
    this.options = options;
    this.mapping = mapping;
  }

  /**
   * Reads the table.
   *
   * @param stores where its file is
   * @param store the store; present if there is a table
   * @param target the domain that destinations are accounts of
   * @throws GpmcException if the table is missing or malformed, or names what does not exist
   */
  static Migration of(
      BackupStores stores,
      Optional<BackupStoreName> store,
      Options options,
      SourcePrincipals source,
      DirectoryDomain target)
      throws GpmcException {
    if (options.table().isEmpty()) {
      return new Migration(options, Optional.empty());
    }
    BackupStoreName name =
        store.orElseThrow(() -> new IllegalArgumentException("a table without a store"));
    String file = options.table().get().value();
    MigrationTable table;
    try {
      table = MigrationTable.read(stores.readFile(name, file, MigrationTable.MAX_SIZE), file);
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(name), e);
    }
    var accounts = target.directory().accounts();
    List<String> wrong = TableMapping.validate(table, accounts);
    if (!wrong.isEmpty()) {
      throw new GpmcException(HResult.E_INVALIDARG, String.join(" ", wrong));
    }
    return new Migration(options, Optional.of(new TableMapping(table, source, accounts)));
  }

  /**
   * The files as the target shall have them.
   *
   * @param place where they come from, for sentences
   */
  List<PlannedFile> map(List<PlannedFile> files, String place) throws GpmcException {
    if (mapping.isEmpty()) {
      return files;
    }
    List<PlannedFile> mapped = new ArrayList<>();
    for (PlannedFile file : files) {
      boolean maps =
          file.content().isPresent() && ReferenceFiles.names(file.path(), options.preferences());
      mapped.add(maps ? map(file, file.content().get(), mapping.get(), place) : file);
    }
    return mapped;
  }

  private static PlannedFile map(
      PlannedFile file, PlannedFile.Content content, TableMapping mapping, String place)
      throws GpmcException {
    try {
      byte[] before = read(file.path(), content);
      byte[] after = ReferenceFiles.rewrite(file.path(), before, mapping);
      return PlannedFile.file(file.path(), after);
    } catch (IOException e) {
      throw IoFailures.at(place, e);
    } catch (MigrationException e) {
      throw failed(e);
    }
  }

  private static byte[] read(GpoPath path, PlannedFile.Content content)
      throws GpmcException, IOException {
    try (InputStream in = content.open()) {
      byte[] bytes = in.readNBytes(ReferenceFiles.MAX_SIZE + 1);
      if (bytes.length > ReferenceFiles.MAX_SIZE) {
        throw new MalformedPolicyException(
            path.toString(), "is larger than " + ReferenceFiles.MAX_SIZE + " bytes");
      }
      return bytes;
    }
  }

  /** A DACL as the target shall have it. */
  SecurityDescriptor map(SecurityDescriptor descriptor) throws GpmcException {
    try {
      return mapping.isPresent() ? mapping.get().descriptor(descriptor) : descriptor;
    } catch (MigrationException e) {
      throw failed(e);
    }
  }

  private static GpmcException failed(MigrationException e) {
    return new GpmcException(HResult.E_INVALIDARG, String.valueOf(e.getMessage()), e);
  }

  /**
   * To be called when all has been mapped.
   *
   * @throws GpmcException if the table alone was to be used and does not name everything
   */
  void requireAllMapped() throws GpmcException {
    List<String> unmapped = mapping.map(TableMapping::unmapped).orElse(List.of());
    if (options.tableOnly() && !unmapped.isEmpty()) {
      int more = unmapped.size() - UNMAPPED_NAMED;
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "The settings name what the migration table does not map: %s%s; add it to the table, or do without migrationTableOnly."
              .formatted(
                  unmapped.stream()
                      .limit(UNMAPPED_NAMED)
                      .map(name -> "'" + name + "'")
                      .collect(Collectors.joining(", ")),
                  more > 0 ? " and " + more + " more" : ""));
    }
  }
}
