package io.gpmcworker.gpmc.directory.backup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.PayloadEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * Backups that are in a store.
 *
 * @param stores the configured stores
 * @param name which of them
 */
record StoredBackups(BackupStores stores, BackupStoreName name) {

  /** A backup as the result of the operation that made it. */
  ResultValue.Backup describe(UUID id) throws GpmcException {
    BackupFolder folder = stores.read(name, id);
    BackupInst inst = folder.inst();
    return new ResultValue.Backup(
        id,
        new ResultValue.Gpo(inst.gpoGuid(), inst.gpoDisplayName(), inst.gpoDomain()),
        name,
        inst.backupTime().orElse(Instant.EPOCH),
        inst.comment(),
        Math.toIntExact(folder.payload().stream().filter(PayloadEntry::isFile).count()),
        folder.payload().stream().mapToLong(PayloadEntry::size).sum());
  }
}
