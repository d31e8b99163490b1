package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.policy.cabinet.Cabinet;
import io.gpmcworker.policy.cabinet.CabinetFile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The backups of Starter GPOs in a store: {@code StarterGPO-{BACKUP-ID}.cab}, the cabinet that
 * saving makes with a bkupInfo.xml in it. The form of GPMC's own is not published.
 */
final class StarterBackups {

  private static final String INFO = "bkupInfo.xml";
  private static final String START = "StarterGPO-";
  private static final String END = ".cab";

  private final BackupStore store;
  private final String label;

  /** For reading. */
  StarterBackups(BackupStores stores, BackupStoreName name) throws GpmcException {
    this(stores.open(name), name);
  }

  /** For writing, too. */
  StarterBackups(BackupStores stores, BackupStoreName name, Call call) throws GpmcException {
    this(stores.open(name, call), name);
  }

  private StarterBackups(BackupStore store, BackupStoreName name) {
    this.store = store;
    this.label = BackupStores.label(name);
  }

  /** A backup with all that it holds. */
  record Content(BackupInst inst, List<PlannedFile> files) {
    Content {
      files = List.copyOf(files);
    }
  }

  private static String name(UUID id) {
    return START + Guids.braced(id) + END;
  }

  private static Optional<UUID> id(String name) {
    return name.startsWith(START) && name.endsWith(END)
        ? Guids.parseBraced(name.substring(START.length(), name.length() - END.length()))
        : Optional.empty();
  }

  void write(BackupInst inst, Cabinet gpo) throws GpmcException {
    List<CabinetFile> files = new ArrayList<>(gpo.files());
    files.addFirst(new CabinetFile(INFO, Bytes.of(inst.toByteArray())));
    LocalDateTime time =
        LocalDateTime.ofInstant(inst.backupTime().orElse(Instant.now()), ZoneOffset.UTC);
    try {
      store.writeFile(name(inst.id()), new Cabinet(files).toByteArray(time), false);
    } catch (IOException e) {
      throw IoFailures.at(label, e);
    }
  }

  /** What a backup is of; empty if it is not there. */
  Optional<BackupInst> find(UUID id) throws GpmcException {
    try {
      return store.files(name(id)::equals).isEmpty()
          ? Optional.empty()
          : Optional.of(inst(name(id)));
    } catch (IOException e) {
      throw IoFailures.at(label, e);
    }
  }

  /**
   * Opens the backup that is meant.
   *
   * @throws GpmcException if there is none, or it is damaged
   */
  Content open(BackupSelector selector) throws GpmcException {
    try {
      BackupInst inst =
          switch (selector) {
            case BackupSelector.ById(UUID id) -> find(id).orElseThrow(() -> missing(selector));
            case BackupSelector.LatestOf(GpoName gpo) ->
                all().stream()
                    .filter(backup -> isOf(backup, gpo))
                    .max(Comparator.comparing(backup -> backup.backupTime().orElse(Instant.MIN)))
                    .orElseThrow(() -> missing(selector));
          };
      String name = name(inst.id());
      Cabinet cabinet = Cabinet.read(store.readFile(name, Cabinet.MAX_SIZE), name);
      Cabinet gpo =
          new Cabinet(cabinet.files().stream().filter(file -> !file.name().equals(INFO)).toList());
      return new Content(
          inst, StarterGpos.unpack(gpo.toByteArray(LocalDateTime.now(ZoneOffset.UTC)), name));
    } catch (IOException e) {
      throw IoFailures.at(label, e);
    }
  }

  private GpmcException missing(BackupSelector selector) {
    return new GpmcException(
        HResult.ERROR_FILE_NOT_FOUND,
        "A backup of a Starter GPO, %s, could not be found in %s.".formatted(selector, label));
  }

  private static boolean isOf(BackupInst backup, GpoName gpo) {
    return switch (gpo) {
      case GpoName.ById(UUID id) -> backup.gpoGuid().equals(id);
      case GpoName.ByDisplayName(String name) -> backup.gpoDisplayName().equalsIgnoreCase(name);
    };
  }

  private List<BackupInst> all() throws IOException {
    List<BackupInst> backups = new ArrayList<>();
    for (String name : store.files(file -> id(file).isPresent())) {
      readable(name).ifPresent(backups::add);
    }
    return backups;
  }

  private Optional<BackupInst> readable(String name) throws IOException {
    try {
      return Optional.of(inst(name));
    } catch (MalformedPolicyException e) {
      // A file that merely has the name of one; whoever asks for it by id is told why.
      return Optional.empty();
    }
  }

  private BackupInst inst(String name) throws IOException {
    Cabinet cabinet = Cabinet.read(store.readFile(name, Cabinet.MAX_SIZE), name);
    CabinetFile info =
        cabinet.files().stream()
            .filter(file -> file.name().equals(INFO))
            .findFirst()
            .orElseThrow(() -> new MalformedPolicyException(name, "holds no " + INFO));
    BackupInst inst = BackupInst.read(info.content().toArray());
    if (!id(name).equals(Optional.of(inst.id()))) {
      throw new MalformedPolicyException(name, "holds the bkupInfo.xml of another backup");
    }
    return inst;
  }
}
