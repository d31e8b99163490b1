package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a backup is of: the content of its {@code bkupInfo.xml}, and its entry in the store's {@code
 * manifest.xml}. {@code IGPMBackup}'s properties are these.
 *
 * @param gpoGuid {@code GPOGuid}: the GPO
 * @param gpoDomain {@code GPODomain}: the DNS name of its domain
 * @param gpoDomainGuid {@code GPODomainGuid}; absent in backups made by hand
 * @param gpoDomainController {@code GPODomainController}: where it was read
 * @param backupTime {@code BackupTime}, to the second; absent in backups made by hand
 * @param id {@code ID}: the backup, and its folder's name
 * @param comment {@code Comment}; may be empty
 * @param gpoDisplayName {@code GPODisplayName} at the time of the backup
 * @param siPresent {@code SIPresent}: whether it holds Software Installation
 */
public record BackupInst(
    UUID gpoGuid,
    String gpoDomain,
    Optional<UUID> gpoDomainGuid,
    String gpoDomainController,
    Optional<Instant> backupTime,
    UUID id,
    String comment,
    String gpoDisplayName,
    boolean siPresent) {

  /** A backup that holds no Software Installation. */
  public BackupInst(
      UUID gpoGuid,
      String gpoDomain,
      Optional<UUID> gpoDomainGuid,
      String gpoDomainController,
      Optional<Instant> backupTime,
      UUID id,
      String comment,
      String gpoDisplayName) {
    this(
        gpoGuid,
        gpoDomain,
        gpoDomainGuid,
        gpoDomainController,
        backupTime,
        id,
        comment,
        gpoDisplayName,
        false);
  }

  /**
   * Reads a bkupInfo.xml.
   *
   * @throws MalformedPolicyException if it is none
   */
  public static BackupInst read(byte[] content) throws MalformedPolicyException {
    return BackupInstXml.readInfo(content);
  }

  /** The bytes of its bkupInfo.xml. */
  public byte[] toByteArray() {
    return BackupInstXml.writeInfo(this);
  }
}
