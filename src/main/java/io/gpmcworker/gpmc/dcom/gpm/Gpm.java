package io.gpmcworker.gpmc.dcom.gpm;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComPointer;
import io.gpmcworker.gpmc.dcom.interop.ComSession;
import java.util.Optional;

/** {@code IGPM} and {@code IGPM2}: where everything begins. */
public final class Gpm {

  private static final int GET_DOMAIN = 7;
  private static final int GET_BACKUP_DIR = 8;
  private static final int GET_RSOP = 10;
  private static final int CREATE_SEARCH_CRITERIA = 12;
  private static final int GET_MIGRATION_TABLE = 16;
  private static final int GET_BACKUP_DIR_EX = 19;

  private static final int USE_PDC = 0;
  private static final int STARTER_GPO_BACKUPS = 1;
  private static final int LOGGING_MODE = 2;
  private static final int NO_USER = 0x20000;
  private static final int PUT_LOGGING_COMPUTER = 9;
  private static final int PUT_LOGGING_USER = 11;
  private static final int PUT_LOGGING_FLAGS = 13;
  private static final int CREATE_QUERY_RESULTS = 38;

  private static final int GET_BACKUP = 8;
  private static final int SEARCH_BACKUPS = 9;
  private static final int GET_BACKUP_EX = 9;
  private static final int SEARCH_BACKUPS_EX = 10;

  private static final int CRITERIA_ADD = 7;
  private static final int EQUALS = 0;
  private static final int GPO_DISPLAY_NAME = 2;
  private static final int GPO_ID = 4;
  private static final int BACKUP_MOST_RECENT = 9;
  private static final int STARTER_GPO_DISPLAY_NAME = 12;
  private static final int STARTER_GPO_ID = 13;

  private final ComPointer gpm;
  private final ComPointer unknown;

  /** The object of a session that activated {@link GpmIds#CLSID_GPM}. */
  public Gpm(ComSession session) throws ComException {
    unknown = session.root();
    gpm = unknown.query(GpmIds.IGPM);
  }

  /** {@code GetDomain}, at its PDC emulator. */
  public GpmDomain domain(String dnsName) throws ComException {
    ComPointer domain =
        gpm.method(GET_DOMAIN).in(dnsName).in("").in(USE_PDC).outPointer().invoke().required(0);
    return new GpmDomain(this, domain);
  }

  /**
   * A backup of a GPO.
   *
   * @param folder as the host sees it
   * @throws GpmcException if there is none
   */
  public ComPointer backup(String folder, BackupSelector which) throws ComException, GpmcException {
    ComPointer dir = gpm.method(GET_BACKUP_DIR).in(folder).outPointer().invoke().required(0);
    return switch (which) {
      case BackupSelector.ById id ->
          dir.method(GET_BACKUP).in(id.toString()).outPointer().invoke().required(0);
      case BackupSelector.LatestOf latest ->
          first(
                  dir.method(SEARCH_BACKUPS)
                      .in(latest(latest.gpo(), GPO_ID, GPO_DISPLAY_NAME))
                      .outPointer()
                      .invoke()
                      .required(0),
                  latest)
              .query(GpmIds.IGPM_BACKUP);
    };
  }

  /**
   * A backup of a Starter GPO.
   *
   * @throws GpmcException if there is none
   */
  public ComPointer starterGpoBackup(String folder, BackupSelector which)
      throws ComException, GpmcException {
    ComPointer dir =
        unknown
            .query(GpmIds.IGPM2)
            .method(GET_BACKUP_DIR_EX)
            .in(folder)
            .in(STARTER_GPO_BACKUPS)
            .outPointer()
            .invoke()
            .required(0);
    ComPointer backup =
        switch (which) {
          case BackupSelector.ById id ->
              GpmResults.required(
                  dir.method(GET_BACKUP_EX)
                      .in(id.toString())
                      .outVariant()
                      .invoke()
                      .variantPointer(0));
          case BackupSelector.LatestOf latest ->
              first(
                  GpmResults.required(
                          dir.method(SEARCH_BACKUPS_EX)
                              .in(latest(latest.gpo(), STARTER_GPO_ID, STARTER_GPO_DISPLAY_NAME))
                              .outVariant()
                              .invoke()
                              .variantPointer(0))
                      .query(GpmIds.IGPM_STARTER_GPO_BACKUP_COLLECTION),
                  latest);
        };
    return backup.query(GpmIds.IGPM_STARTER_GPO_BACKUP);
  }

  private ComPointer latest(GpoName gpo, int byId, int byName) throws ComException {
    ComPointer criteria = searchCriteria();
    criteria.method(CRITERIA_ADD).in(BACKUP_MOST_RECENT).in(EQUALS).inVariant(true).invoke();
    criteria
        .method(CRITERIA_ADD)
        .in(gpo instanceof GpoName.ById ? byId : byName)
        .in(EQUALS)
        .inOptional(Optional.of(gpo.toString()))
        .invoke();
    return criteria;
  }

  private static ComPointer first(ComPointer found, BackupSelector wanted)
      throws ComException, GpmcException {
    if (GpmResults.count(found) == 0) {
      throw new GpmcException(
          HResult.ERROR_FILE_NOT_FOUND,
          "The backup store does not hold %s; check the store and the name".formatted(wanted));
    }
    return GpmResults.item(found, 1);
  }

  /** {@code GetMigrationTable}. */
  public ComPointer migrationTable(String file) throws ComException {
    return gpm.method(GET_MIGRATION_TABLE).in(file).outPointer().invoke().required(0);
  }

  /** {@code GetRSOP} in logging mode, with its results read from the computer. */
  public ComPointer loggedRsop(String computer, Optional<String> user) throws ComException {
    ComPointer rsop =
        gpm.method(GET_RSOP).in(LOGGING_MODE).in("").in(0).outPointer().invoke().required(0);
    rsop.method(PUT_LOGGING_COMPUTER).in(computer).invoke();
    if (user.isPresent()) {
      rsop.method(PUT_LOGGING_USER).in(user.get()).invoke();
    } else {
      rsop.method(PUT_LOGGING_FLAGS).in(NO_USER).invoke();
    }
    rsop.method(CREATE_QUERY_RESULTS).invoke();
    return rsop;
  }

  ComPointer searchCriteria() throws ComException {
    return gpm.method(CREATE_SEARCH_CRITERIA).outPointer().invoke().required(0);
  }
}
