package io.gpmcworker.gpmc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A backup in a store, as the store's list tells of it; {@code IGPMBackup}.
 *
 * @param id the backup's id, its folder's name
 * @param gpo the GPO that it is of
 * @param time when the GPO was read; absent in backups made by hand
 */
public record StoredBackup(
    UUID id, ResultValue.Gpo gpo, Optional<Instant> time, String comment, String controller) {}
