package io.gpmcworker.gpmc.dcom.server;

import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.BSTR;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.DATE;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.LONG;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.POINTER;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.VARIANT;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The objects of gpmgmt.dll that are served, slots and DISPIDs from gpmgmt.idl. */
final class GpmObjects extends Served {

  private static final int MIGRATION_TABLE_ONLY = 1;
  private static final int PROCESS_SECURITY = 2;
  private static final int LOGGING = 2;
  private static final int NO_USER = 0x20000;

  private final Operations operations;
  private final StarterObjects starters;

  GpmObjects(GpmcServer server) {
    super(server);
    operations = new Operations(server);
    starters = new StarterObjects(server);
  }

  DualObject gpm() {
    return object(Guid.IGPM, Guid.IGPM2)
        .method(7, 1, List.of(BSTR, BSTR, LONG), List.of(POINTER), a -> domain((String) a.get(0)))
        .method(8, 2, List.of(BSTR), List.of(POINTER), a -> backupDir((String) a.get(0)))
        .method(10, 4, List.of(LONG, BSTR, LONG), List.of(POINTER), a -> rsop((Integer) a.get(0)))
        .method(
            12,
            6,
            List.of(),
            List.of(POINTER),
            a -> pointer(lend(new Criteria(this::asDispatch), Guid.IGPM_SEARCH_CRITERIA)))
        .method(16, 10, List.of(BSTR), List.of(POINTER), a -> migrationTable(a.get(0)))
        .method(
            19,
            13,
            List.of(BSTR, LONG),
            List.of(POINTER),
            a -> starters.backupDir((String) a.get(0), (Integer) a.get(1)));
  }

  private static final class Domain extends DualObject {
    Domain(UnaryOperator<ObjRef> asDispatch) {
      super(asDispatch, Guid.IGPM_DOMAIN, Guid.IGPM_DOMAIN2, Guid.IGPM_DOMAIN3);
    }
  }

  private List<Object> domain(String name) throws DualObject.Status {
    if (!name.equalsIgnoreCase(server.dnsName)) {
      throw new DualObject.Status(0x8007054B);
    }
    DualObject domain = new Domain(this::asDispatch);
    domain
        .text(7, 1, "dc1." + server.dnsName)
        .method(8, 2, List.of(), List.of(BSTR), a -> List.of(server.name()))
        .method(9, 4, List.of(), List.of(POINTER), a -> pointer(newGpo()))
        .method(10, 5, List.of(BSTR), List.of(POINTER), a -> pointer(byId(id(a.get(0)))))
        .method(11, 6, List.of(POINTER), List.of(POINTER), a -> pointer(search(a.get(0))))
        .method(
            12,
            7,
            List.of(POINTER, LONG, VARIANT),
            List.of(VARIANT, POINTER),
            a -> {
              ResultValue.Backup backup = find(Backup.class, a.get(0)).backup;
              return operations.start(
                  new GpmcRequest.RestoreGpo(
                      new BackupSelector.ById(backup.id()), backup.backupStore()),
                  a.get(2));
            })
        .method(
            23,
            18,
            List.of(LONG, VARIANT),
            List.of(VARIANT, POINTER),
            a -> operations.start(new GpmcRequest.ReportDomain(reportType(a.get(0))), a.get(1)));
    starters.addTo(domain);
    return pointer(lend(domain, Guid.IGPM_DOMAIN));
  }

  private ObjRef byId(UUID id) throws DualObject.Status {
    return server.catalogue.gpos().stream()
        .filter(gpo -> gpo.id().equals(id))
        .findFirst()
        .map(this::gpo)
        .orElseThrow(() -> new DualObject.Status(NOT_FOUND));
  }

  private ObjRef search(Object reference) throws DualObject.Status {
    Criteria criteria = find(Criteria.class, reference);
    List<ResultValue.Gpo> found = new ArrayList<>();
    for (ResultValue.Gpo gpo : server.catalogue.gpos()) {
      if (criteria.fit(gpo.id(), gpo.displayName(), false)) {
        found.add(gpo);
      }
    }
    return collection(found, Guid.IGPM_GPO_COLLECTION, this::gpo);
  }

  ObjRef gpo(ResultValue.Gpo gpo) {
    GpoName name = new GpoName.ById(gpo.id());
    DualObject object =
        object(Guid.IGPM_GPO)
            .text(7, 1, gpo.displayName())
            .text(10, 4, GpoName.braced(gpo.id()))
            .text(11, 5, gpo.domain())
            .method(
                27,
                21,
                List.of(BSTR, BSTR, VARIANT),
                List.of(VARIANT, POINTER),
                a ->
                    operations.start(
                        new GpmcRequest.BackupGpo(name, store(a.get(0)), (String) a.get(1)),
                        a.get(2)))
            .method(
                28,
                22,
                List.of(LONG, POINTER, VARIANT, VARIANT),
                List.of(VARIANT, POINTER),
                a -> importInto(name, false, a))
            .method(
                29,
                23,
                List.of(LONG, VARIANT),
                List.of(VARIANT, POINTER),
                a ->
                    operations.start(
                        new GpmcRequest.ReportGpo(name, reportType(a.get(0))), a.get(1)))
            .method(
                31,
                25,
                List.of(LONG, POINTER, VARIANT, VARIANT, VARIANT),
                List.of(VARIANT, POINTER),
                a -> copy(name, a));
    return lend(object, Guid.IGPM_GPO);
  }

  /** The engine creates a GPO when something is imported into it, so that is waited for. */
  private ObjRef newGpo() {
    String[] displayName = {"New Group Policy Object"};
    DualObject object =
        object(Guid.IGPM_GPO)
            .method(
                8,
                PUT,
                List.of(BSTR),
                List.of(),
                a -> {
                  displayName[0] = (String) a.get(0);
                  return List.of();
                })
            .method(
                28,
                22,
                List.of(LONG, POINTER, VARIANT, VARIANT),
                List.of(VARIANT, POINTER),
                a -> importInto(new GpoName.ByDisplayName(displayName[0]), true, a));
    return lend(object, Guid.IGPM_GPO);
  }

  private List<Object> importInto(GpoName target, boolean create, List<Object> a)
      throws DualObject.Status {
    ResultValue.Backup backup = find(Backup.class, a.get(1)).backup;
    Optional<StoredFile> table = table(a.get(2));
    return operations.start(
        new GpmcRequest.ImportGpo(
            new BackupSelector.ById(backup.id()),
            backup.backupStore(),
            target,
            table.map(StoredFile::name),
            ((Integer) a.get(0) & MIGRATION_TABLE_ONLY) != 0,
            false,
            create),
        a.get(3));
  }

  private List<Object> copy(GpoName source, List<Object> a) throws DualObject.Status {
    find(Domain.class, a.get(1));
    int flags = (Integer) a.get(0);
    Optional<StoredFile> table = table(a.get(3));
    return operations.start(
        new GpmcRequest.CopyGpo(
            source,
            text(a.get(2)).orElse("Copy"),
            Optional.empty(),
            table.map(StoredFile::store),
            table.map(StoredFile::name),
            (flags & MIGRATION_TABLE_ONLY) != 0,
            false,
            (flags & PROCESS_SECURITY) != 0),
        a.get(4));
  }

  private static final class Table extends DualObject {
    final StoredFile file;

    Table(StoredFile file, UnaryOperator<ObjRef> asDispatch) {
      super(asDispatch, Guid.IGPM_MIGRATION_TABLE);
      this.file = file;
    }
  }

  private List<Object> migrationTable(Object path) throws DualObject.Status {
    return pointer(lend(new Table(file(path), this::asDispatch), Guid.IGPM_MIGRATION_TABLE));
  }

  private Optional<StoredFile> table(Object argument) throws DualObject.Status {
    return given(argument) ? Optional.of(find(Table.class, argument).file) : Optional.empty();
  }

  private static final class Backup extends DualObject {
    final ResultValue.Backup backup;

    Backup(ResultValue.Backup backup, UnaryOperator<ObjRef> asDispatch) {
      super(asDispatch, Guid.IGPM_BACKUP);
      this.backup = backup;
    }
  }

  ObjRef backup(ResultValue.Backup backup) {
    server.remember(backup);
    double time = date(backup.time());
    DualObject object =
        new Backup(backup, this::asDispatch)
            .text(7, 1, GpoName.braced(backup.id()))
            .text(8, 2, GpoName.braced(backup.gpo().id()))
            .text(9, 3, backup.gpo().domain())
            .text(10, 4, backup.gpo().displayName())
            .method(11, 5, List.of(), List.of(DATE), a -> List.of(time))
            .text(12, 6, backup.comment())
            .method(
                15,
                9,
                List.of(LONG, VARIANT),
                List.of(VARIANT, POINTER),
                a ->
                    operations.start(
                        new GpmcRequest.ReportBackup(
                            new BackupSelector.ById(backup.id()),
                            backup.backupStore(),
                            reportType(a.get(0))),
                        a.get(1)));
    return lend(object, Guid.IGPM_BACKUP);
  }

  private List<Object> backupDir(String folder) throws DualObject.Status {
    BackupStoreName store = store(folder);
    DualObject dir =
        object(Guid.IGPM_BACKUP_DIR)
            .text(7, 1, folder)
            .method(
                8,
                2,
                List.of(BSTR),
                List.of(POINTER),
                a -> {
                  UUID id = id(a.get(0));
                  return pointer(
                      server.backups(store).stream()
                          .filter(one -> one.id().equals(id))
                          .findFirst()
                          .map(this::backup)
                          .orElseThrow(() -> new DualObject.Status(FILE_NOT_FOUND)));
                })
            .method(
                9, 3, List.of(POINTER), List.of(POINTER), a -> pointer(search(store, a.get(0))));
    return pointer(lend(dir, Guid.IGPM_BACKUP_DIR));
  }

  private ObjRef search(BackupStoreName store, Object reference) throws DualObject.Status {
    Criteria criteria = find(Criteria.class, reference);
    List<ResultValue.Backup> found = new ArrayList<>();
    for (ResultValue.Backup one : server.backups(store)) {
      if (criteria.fit(one.gpo().id(), one.gpo().displayName(), false)) {
        if (criteria.mostRecent()) {
          found.removeIf(older -> older.gpo().id().equals(one.gpo().id()));
        }
        found.add(one);
      }
    }
    return collection(found, Guid.IGPM_BACKUP_COLLECTION, this::backup);
  }

  private List<Object> rsop(int mode) throws DualObject.Status {
    if (mode != LOGGING) {
      throw new DualObject.Status(INVALID);
    }
    String[] computer = {""};
    String[] user = {""};
    boolean[] queried = {false};
    DualObject rsop =
        object(Guid.IGPM_RSOP)
            .method(
                9,
                PUT,
                List.of(BSTR),
                List.of(),
                a -> {
                  computer[0] = (String) a.get(0);
                  return List.of();
                })
            .method(
                11,
                PUT + 1,
                List.of(BSTR),
                List.of(),
                a -> {
                  user[0] = (String) a.get(0);
                  return List.of();
                })
            .method(
                13,
                PUT + 2,
                List.of(LONG),
                List.of(),
                a -> {
                  if ((Integer) a.get(0) != NO_USER) {
                    throw new DualObject.Status(INVALID);
                  }
                  return List.of();
                })
            .method(
                38,
                18,
                List.of(),
                List.of(),
                a -> {
                  queried[0] = true;
                  return List.of();
                })
            .method(
                40,
                20,
                List.of(LONG, VARIANT),
                List.of(VARIANT, POINTER),
                a -> {
                  if (!queried[0]) {
                    throw new DualObject.Status(INVALID);
                  }
                  return operations.start(
                      new GpmcRequest.ReportRsop(
                          computer[0],
                          user[0].isEmpty() ? Optional.empty() : Optional.of(user[0]),
                          reportType(a.get(0))),
                      a.get(1));
                });
    return pointer(lend(rsop, Guid.IGPM_RSOP));
  }
}
