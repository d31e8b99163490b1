package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.policy.backup.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The configured backup stores.
 *
 * @param folders by name
 */
public record BackupStores(Map<BackupStoreName, Path> folders) {

  public BackupStores {
    folders = Map.copyOf(folders);
  }

  /** How a store is called in sentences. */
  public static String label(BackupStoreName name) {
    return "backup store '" + name + "'";
  }

  /**
   * The store of the given name.
   *
   * @throws GpmcException if it is not configured, or its folder is not there
   */
  public BackupStore open(BackupStoreName name) throws GpmcException {
    return open(name, Waiting.PATIENTLY);
  }

  /** As {@link #open(BackupStoreName)}, for changes whose wait for other writers a cancel ends. */
  public BackupStore open(BackupStoreName name, Call call) throws GpmcException {
    return open(name, call::checkpointOfFiles);
  }

  private BackupStore open(BackupStoreName name, Waiting waiting) throws GpmcException {
    Optional<Path> folder = Optional.ofNullable(folders.get(name));
    if (folder.isEmpty()) {
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "There is no %s; configured are: %s."
              .formatted(
                  label(name),
                  folders.keySet().stream()
                      .map(BackupStoreName::value)
                      .collect(Collectors.toCollection(TreeSet::new))));
    }
    if (!Files.isDirectory(folder.get())) {
      throw new GpmcException(
          HResult.ERROR_FILE_NOT_FOUND,
          "The folder of %s does not exist or cannot be reached; create it."
              .formatted(label(name)));
    }
    try {
      return BackupStore.open(folder.get(), waiting);
    } catch (IOException e) {
      throw IoFailures.at(label(name), e);
    }
  }

  /**
   * The backup that is meant.
   *
   * @throws GpmcException if there is none, or if several GPOs of that name were backed up
   */
  public BackupInst select(BackupStoreName name, BackupSelector selector) throws GpmcException {
    BackupStore store = open(name);
    try {
      return switch (selector) {
        case BackupSelector.ById(UUID id) -> byId(store, name, id);
        case BackupSelector.LatestOf(GpoName.ById(UUID gpo)) ->
            store.latestOf(gpo).orElseThrow(() -> noBackupOf(Guids.braced(gpo), name));
        case BackupSelector.LatestOf(GpoName.ByDisplayName(String displayName)) ->
            onlyOne(displayName, name, store.latestOfName(displayName));
      };
    } catch (IOException e) {
      throw IoFailures.at(label(name), e);
    }
  }

  private static BackupInst byId(BackupStore store, BackupStoreName name, UUID id)
      throws GpmcException {
    try {
      return store
          .find(id)
          .orElseThrow(() ->
              new GpmcException(
                  HResult.ERROR_FILE_NOT_FOUND,
                  "A GPO backup with id %s could not be found in %s."
                      .formatted(Guids.braced(id), label(name))));
    } catch (IOException e) {
      throw IoFailures.at(place(name, id), e);
    }
  }

  private static String place(BackupStoreName name, UUID id) {
    return "backup " + Guids.braced(id) + " of " + label(name);
  }

  private static BackupInst onlyOne(
      String displayName, BackupStoreName name, List<BackupInst> found) throws GpmcException {
    if (found.isEmpty()) {
      throw noBackupOf("'" + displayName + "'", name);
    }
    if (found.size() > 1) {
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "%s holds backups of %d GPOs named '%s'; name the GPO by its GUID: %s."
              .formatted(
                  capitalised(label(name)),
                  found.size(),
                  displayName,
                  found.stream()
                      .map(backup -> Guids.braced(backup.gpoGuid()))
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return found.getFirst();
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static GpmcException noBackupOf(String gpo, BackupStoreName name) {
    return new GpmcException(
        HResult.ERROR_FILE_NOT_FOUND,
        "A backup of GPO %s could not be found in %s.".formatted(gpo, label(name)));
  }

  /**
   * Opens a backup, checked as a whole.
   *
   * @throws GpmcException if it is missing or damaged; the message names the file
   */
  public BackupFolder read(BackupStoreName name, UUID id) throws GpmcException {
    try {
      return open(name).openBackup(id);
    } catch (IOException e) {
      throw IoFailures.at(place(name, id), e);
    }
  }

  /**
   * Reads a small file that lies beside the backups, a migration table for one.
   *
   * @param file its plain name
   * @param limit most bytes that it may have
   * @throws GpmcException if the store is not there
   * @throws IOException if the file cannot be read, or is larger
   */
  public byte[] readFile(BackupStoreName name, String file, int limit)
      throws GpmcException, IOException {
    return open(name).readFile(file, limit);
  }
}
