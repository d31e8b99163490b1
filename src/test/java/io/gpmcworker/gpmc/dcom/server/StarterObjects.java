package io.gpmcworker.gpmc.dcom.server;

import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.BOOL;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.BSTR;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.LONG;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.POINTER;
import static io.gpmcworker.gpmc.dcom.server.DualObject.Type.VARIANT;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Starter GPOs and their backups. */
final class StarterObjects extends Served {

  private static final int OF_STARTER_GPOS = 1;

  private final Operations operations;

  StarterObjects(GpmcServer server) {
    super(server);
    operations = new Operations(server);
  }

  static final class Backup extends DualObject {
    final ResultValue.StarterGpoBackup backup;

    Backup(ResultValue.StarterGpoBackup backup, UnaryOperator<ObjRef> asDispatch) {
      super(asDispatch, Guid.IGPM_STARTER_GPO_BACKUP);
      this.backup = backup;
    }
  }

  /** What {@code IGPMDomain2} has of its own. */
  void addTo(DualObject domain) {
    domain
        .method(19, 14, List.of(BSTR), List.of(POINTER), a -> pointer(byId(id(a.get(0)))))
        .method(20, 15, List.of(POINTER), List.of(POINTER), a -> pointer(search(a.get(0))))
        .method(21, 16, List.of(BSTR, BOOL, VARIANT), List.of(VARIANT, POINTER), this::load)
        .method(22, 17, List.of(POINTER, VARIANT), List.of(VARIANT, POINTER), this::restore);
  }

  private ObjRef byId(UUID id) throws DualObject.Status {
    return server.catalogue.starterGpos().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .map(this::starterGpo)
        .orElseThrow(() -> new DualObject.Status(FILE_NOT_FOUND));
  }

  private ObjRef search(Object reference) throws DualObject.Status {
    Criteria criteria = find(Criteria.class, reference);
    List<ResultValue.StarterGpo> found = new ArrayList<>();
    for (ResultValue.StarterGpo one : server.catalogue.starterGpos()) {
      if (criteria.fit(one.id(), one.displayName(), true)) {
        found.add(one);
      }
    }
    return collection(found, Guid.IGPM_STARTER_GPO_COLLECTION, this::starterGpo);
  }

  private List<Object> load(List<Object> a) throws DualObject.Status {
    StoredFile file = file(a.get(0));
    return operations.start(
        new GpmcRequest.LoadStarterGpo(file.store(), file.name(), (Boolean) a.get(1)), a.get(2));
  }

  private List<Object> restore(List<Object> a) throws DualObject.Status {
    ResultValue.StarterGpoBackup backup = find(Backup.class, a.get(0)).backup;
    return operations.start(
        new GpmcRequest.RestoreStarterGpo(
            new BackupSelector.ById(backup.id()), backup.backupStore()),
        a.get(1));
  }

  ObjRef starterGpo(ResultValue.StarterGpo starter) {
    GpoName name = new GpoName.ById(starter.id());
    DualObject object =
        object(Guid.IGPM_STARTER_GPO)
            .text(7, 1, starter.displayName())
            .text(14, 6, GpoName.braced(starter.id()))
            .method(
                21,
                13,
                List.of(BSTR, BOOL, BOOL, VARIANT, VARIANT, VARIANT, VARIANT, VARIANT, VARIANT),
                List.of(VARIANT, POINTER),
                a -> save(name, a))
            .method(
                22,
                14,
                List.of(BSTR, BSTR, VARIANT),
                List.of(VARIANT, POINTER),
                a ->
                    operations.start(
                        new GpmcRequest.BackupStarterGpo(name, store(a.get(0)), (String) a.get(1)),
                        a.get(2)))
            .method(
                23,
                15,
                List.of(VARIANT, VARIANT, VARIANT),
                List.of(POINTER),
                a ->
                    operations.startWithoutCancel(
                        new GpmcRequest.CopyStarterGpo(name, text(a.get(0)).orElseThrow()),
                        a.get(1)))
            .method(
                24,
                16,
                List.of(LONG, VARIANT, VARIANT),
                List.of(POINTER),
                a ->
                    operations.startWithoutCancel(
                        new GpmcRequest.ReportStarterGpo(name, reportType(a.get(0))), a.get(1)));
    return lend(object, Guid.IGPM_STARTER_GPO);
  }

  private List<Object> save(GpoName name, List<Object> a) throws DualObject.Status {
    StoredFile file = file(a.get(0));
    return operations.start(
        new GpmcRequest.SaveStarterGpo(
            name,
            file.store(),
            file.name(),
            (Boolean) a.get(1),
            (Boolean) a.get(2),
            text(a.get(3)),
            text(a.get(4)),
            text(a.get(5)),
            text(a.get(6)),
            text(a.get(7))),
        a.get(8));
  }

  ObjRef backup(ResultValue.StarterGpoBackup backup) {
    server.remember(backup);
    DualObject object =
        new Backup(backup, this::asDispatch)
            .text(8, 2, "")
            .text(9, 3, backup.starterGpo().displayName())
            .text(10, 4, backup.starterGpo().domain())
            .text(11, 5, GpoName.braced(backup.starterGpo().id()))
            .text(12, 6, GpoName.braced(backup.id()))
            .method(
                16,
                10,
                List.of(LONG, VARIANT),
                List.of(VARIANT, POINTER),
                a ->
                    operations.start(
                        new GpmcRequest.ReportStarterGpoBackup(
                            new BackupSelector.ById(backup.id()),
                            backup.backupStore(),
                            reportType(a.get(0))),
                        a.get(1)));
    return lend(object, Guid.IGPM_STARTER_GPO_BACKUP);
  }

  /** {@code GetBackupDirEx}. */
  List<Object> backupDir(String folder, int type) throws DualObject.Status {
    BackupStoreName store = store(folder);
    if (type != OF_STARTER_GPOS) {
      throw new DualObject.Status(INVALID);
    }
    DualObject dir =
        object(Guid.IGPM_BACKUP_DIR_EX)
            .text(7, 1, folder)
            .method(
                9,
                3,
                List.of(BSTR),
                List.of(VARIANT),
                a -> {
                  UUID id = id(a.get(0));
                  return variant(
                      server.starterBackups(store).stream()
                          .filter(one -> one.id().equals(id))
                          .findFirst()
                          .map(this::backup)
                          .orElseThrow(() -> new DualObject.Status(FILE_NOT_FOUND)));
                })
            .method(
                10, 4, List.of(POINTER), List.of(VARIANT), a -> variant(search(store, a.get(0))));
    return pointer(lend(dir, Guid.IGPM_BACKUP_DIR_EX));
  }

  private List<Object> variant(ObjRef reference) {
    Variant variant = dispatch(reference);
    return List.of(variant);
  }

  private ObjRef search(BackupStoreName store, Object reference) throws DualObject.Status {
    Criteria criteria = find(Criteria.class, reference);
    List<ResultValue.StarterGpoBackup> found = new ArrayList<>();
    for (ResultValue.StarterGpoBackup one : server.starterBackups(store)) {
      if (criteria.fit(one.starterGpo().id(), one.starterGpo().displayName(), true)) {
        found.add(one);
      }
    }
    if (criteria.mostRecent() && !found.isEmpty()) {
      found = Collections.singletonList(found.getLast());
    }
    return collection(found, Guid.IGPM_STARTER_GPO_BACKUP_COLLECTION, this::backup);
  }
}
