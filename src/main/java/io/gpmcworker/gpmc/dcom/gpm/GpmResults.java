package io.gpmcworker.gpmc.dcom.gpm;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComPointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What operations hand out, read into the port's own types. */
public final class GpmResults {

  private static final int COUNT = 7;
  private static final int ITEM = 8;

  private static final int RESULT = 8;
  private static final int OVERALL_STATUS = 9;

  /** Of one operation. More are not read, so that no host can keep a worker busy for ever. */
  private static final int MAX_MESSAGES = 1000;

  private static final double DAYS_FROM_1899_TO_1970 = 25_569;
  private static final double MILLIS_PER_DAY = 86_400_000;

  private GpmResults() {}

  static ComPointer required(Optional<ComPointer> pointer) throws ComException {
    if (pointer.isEmpty()) {
      throw ComException.missing();
    }
    return pointer.get();
  }

  static int count(ComPointer collection) throws ComException {
    return collection.method(COUNT).outNumber().invoke().number(0);
  }

  /**
   * @param index from 1
   */
  static ComPointer item(ComPointer collection, int index) throws ComException {
    return required(collection.method(ITEM).in(index).outVariant().invoke().variantPointer(0));
  }

  /** {@code IGPMResult::OverallStatus}, which returns its value as its own HRESULT. */
  public static HResult overallStatus(ComPointer result) throws ComException {
    return result.method(OVERALL_STATUS).status();
  }

  /** {@code IGPMResult::Result}, if it holds an object. */
  public static Optional<ComPointer> resultObject(ComPointer result) throws ComException {
    return result.method(RESULT).outVariant().invoke().variantPointer(0);
  }

  /** {@code IGPMResult::Result}, if it holds a text. */
  public static Optional<String> resultText(ComPointer result) throws ComException {
    return result.method(RESULT).outVariant().invoke().variantText(0);
  }

  /** An {@code IGPMGPO}. */
  public static ResultValue.Gpo gpo(ComPointer object) throws ComException {
    ComPointer gpo = object.query(GpmIds.IGPM_GPO);
    return new ResultValue.Gpo(id(text(gpo, 10)), text(gpo, 7), text(gpo, 11));
  }

  /** An {@code IGPMBackup}: its members are id, GPO and time; how large it is, it does not tell. */
  public static BackupMembers backup(ComPointer object) throws ComException {
    ComPointer backup = object.query(GpmIds.IGPM_BACKUP);
    double days = backup.method(11).outDate().invoke().date(0);
    Instant time =
        Instant.ofEpochMilli(Math.round((days - DAYS_FROM_1899_TO_1970) * MILLIS_PER_DAY));
    return new BackupMembers(
        id(text(backup, 7)),
        new ResultValue.Gpo(id(text(backup, 8)), text(backup, 10), text(backup, 9)),
        time,
        text(backup, 12));
  }

  /** What an {@code IGPMBackup} tells. */
  public record BackupMembers(UUID id, ResultValue.Gpo gpo, Instant time, String comment) {}

  /** An {@code IGPMStarterGPO}. */
  public static ResultValue.StarterGpo starterGpo(ComPointer object, String domain)
      throws ComException {
    ComPointer starter = object.query(GpmIds.IGPM_STARTER_GPO);
    return new ResultValue.StarterGpo(id(text(starter, 14)), text(starter, 7), domain);
  }

  /** The id of an {@code IGPMStarterGPOBackup} and what it is a backup of. */
  public record StarterBackupMembers(UUID id, ResultValue.StarterGpo starterGpo) {}

  /** An {@code IGPMStarterGPOBackup}. */
  public static StarterBackupMembers starterGpoBackup(ComPointer object) throws ComException {
    ComPointer backup = object.query(GpmIds.IGPM_STARTER_GPO_BACKUP);
    return new StarterBackupMembers(
        id(text(backup, 12)),
        new ResultValue.StarterGpo(id(text(backup, 11)), text(backup, 9), text(backup, 10)));
  }

  /** An {@code IGPMStatusMsgCollection} with every member of every message. */
  public static List<StatusMessage> messages(ComPointer collection) throws ComException {
    List<StatusMessage> messages = new ArrayList<>();
    int count = Math.min(count(collection), MAX_MESSAGES);
    for (int n = 1; n <= count; n++) {
      ComPointer message = item(collection, n).query(GpmIds.IGPM_STATUS_MESSAGE);
      messages.add(
          new StatusMessage(
              text(message, 7),
              message.method(8).status(),
              text(message, 9),
              text(message, 10),
              message.method(11).status(),
              text(message, 12)));
    }
    return messages;
  }

  static String text(ComPointer object, int slot) throws ComException {
    return object.method(slot).outText().invoke().text(0);
  }

  /** A GUID in braces. */
  static UUID id(String braced) throws ComException {
    if (GpoName.parse(braced) instanceof GpoName.ById id) {
      return id.id();
    }
    throw ComException.missing();
  }
}
