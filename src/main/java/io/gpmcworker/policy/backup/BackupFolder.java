package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One backup, {@code {BACKUP-ID}}, opened for reading. It is validated as a whole before anything
 * of it can be used: both XML files read, every listed file there, nothing outside the folder, no
 * place listed twice.
 *
 * @param folder the backup's folder
 * @param inst bkupInfo.xml
 * @param document Backup.xml
 * @param payload the files and folders of the GPO, in document order
 * @param unlisted files among the payload that Backup.xml does not name; GPMC does not restore them
 */
public record BackupFolder(
    Path folder,
    BackupInst inst,
    BackupDocument document,
    List<PayloadEntry> payload,
    List<String> unlisted) {

  public BackupFolder {
    payload = List.copyOf(payload);
    unlisted = List.copyOf(unlisted);
  }

  /**
   * Opens and validates a backup.
   *
   * @param folder a folder whose name is the backup's id
   * @throws MalformedPolicyException if it is not a whole backup; the message names the file
   * @throws IOException if it cannot be read
   */
  public static BackupFolder open(Path folder) throws IOException {
    BackupInst inst = readInfo(folder);
    BackupDocument document = readDocument(folder);
    checkAgreement(inst, document);
    Payload payload =
        Payload.read(
            folder,
            document,
            problem -> {
              throw problem;
            });
    return new BackupFolder(folder, inst, document, payload.entries(), payload.unlisted());
  }

  /** Reads Backup.xml alone. */
  static BackupDocument readDocument(Path folder) throws IOException {
    return BackupDocument.read(readFile(folder, BackupXml.BACKUP_FILE));
  }

  /** Both XML files must be of one GPO. */
  static void checkAgreement(BackupInst inst, BackupDocument document)
      throws MalformedPolicyException {
    Optional<UUID> gpo = document.coreSettings().id();
    if (gpo.isPresent() && !gpo.get().equals(inst.gpoGuid())) {
      throw new MalformedPolicyException(
          BackupXml.BACKUP_FILE,
          "is of the GPO "
              + Guids.braced(gpo.get())
              + ", but "
              + BackupXml.INFO_FILE
              + " is of "
              + Guids.braced(inst.gpoGuid()));
    }
    String domain = document.coreSettings().domain();
    if (!domain.isBlank() && !domain.equalsIgnoreCase(inst.gpoDomain())) {
      throw new MalformedPolicyException(
          BackupXml.BACKUP_FILE,
          "is of the domain "
              + domain
              + ", but "
              + BackupXml.INFO_FILE
              + " is of "
              + inst.gpoDomain());
    }
  }

  /** Reads bkupInfo.xml alone and holds it against the folder's name. */
  static BackupInst readInfo(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    BackupInst inst = BackupInstXml.readInfo(readFile(folder, BackupXml.INFO_FILE));
    if (!Guids.parseBraced(name).equals(Optional.of(inst.id()))) {
      throw new MalformedPolicyException(
          BackupXml.INFO_FILE,
          "says that the backup is " + Guids.braced(inst.id()) + ", but its folder is " + name);
    }
    return inst;
  }

  /**
   * Reads every file of the payload whose format is known, so that nothing damaged reaches the
   * clients of a domain.
   *
   * @throws MalformedPolicyException if one is damaged; the message names it
   * @throws IOException if one cannot be read
   */
  public void checkContent() throws IOException {
    for (PayloadEntry entry : payload) {
      if (entry.isFile()) {
        PayloadFormat.of(entry.path()).check(entry);
      }
    }
  }

  /**
   * The report that GPMC rendered when it made the backup: the bytes of gpreport.xml.
   *
   * @throws MalformedPolicyException if it is missing or larger than any report may be
   * @throws IOException if it cannot be read
   */
  public byte[] report() throws IOException {
    return readFile(folder, BackupXml.REPORT_FILE);
  }

  static byte[] readFile(Path folder, String name) throws IOException {
    Path file = FolderEntries.of(folder, name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new MalformedPolicyException(name, "is missing in " + folder.getFileName());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new MalformedPolicyException(
          name,
          Files.isSymbolicLink(file)
              ? "is a symbolic link, which is not followed"
              : "is no ordinary file");
    }
    int limit = XmlLimits.DEFAULT.bytes();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new MalformedPolicyException(name, "is larger than " + limit + " bytes");
      }
      return content;
    }
  }
}
