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
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The objects of gpmgmt.dll that are served, slots and DISPIDs from gpmgmt.idl. */
final class GpmObjects {

  static final UUID CLSID_GPM = UUID.fromString("f5694708-88fe-4b35-babf-e56162d5fbc8");

  private static final UUID IGPM = UUID.fromString("f5fae809-3bd6-4da9-a65e-17665b41d763");
  private static final UUID IGPM_DOMAIN = UUID.fromString("6b21cc14-5a00-4f44-a738-feec8a94c7e3");
  private static final UUID IGPM_BACKUP_DIR =
      UUID.fromString("b1568bed-0a93-4acc-810f-afe7081019b9");
  private static final UUID IGPM_SEARCH_CRITERIA =
      UUID.fromString("d6f11c42-829b-48d4-83f5-3615b67dfc22");
  private static final UUID IGPM_BACKUP = UUID.fromString("d8a16a35-3b0d-416b-8d02-4df6f95a7119");
  private static final UUID IGPM_GPO = UUID.fromString("58cc4352-1ca3-48e5-9864-1da4d6e0d60f");
  private static final UUID IGPM_GPO_COLLECTION =
      UUID.fromString("f0f0d5cf-70ca-4c39-9e29-b642f8726c01");
  private static final UUID IGPM_ASYNC_CANCEL =
      UUID.fromString("ddc67754-be67-4541-8166-f48166868c9c");
  private static final UUID IGPM_STATUS_MSG_COLLECTION =
      UUID.fromString("9b6e1af0-1a92-40f3-a59d-f36ac1f728b7");
  private static final UUID IGPM_STATUS_MESSAGE =
      UUID.fromString("8496c22f-f3de-4a1f-8f58-603caaa93d7b");
  private static final UUID IGPM_RESULT = UUID.fromString("86dff7e9-f76f-42ab-9570-cebc6be8a52d");

  static final Set<UUID> INTERFACES =
      Set.of(
          Iids.IDISPATCH,
          IGPM,
          IGPM_DOMAIN,
          IGPM_BACKUP_DIR,
          IGPM_SEARCH_CRITERIA,
          IGPM_BACKUP,
          IGPM_GPO,
          IGPM_GPO_COLLECTION,
          IGPM_ASYNC_CANCEL,
          IGPM_STATUS_MSG_COLLECTION,
          IGPM_STATUS_MESSAGE,
          IGPM_RESULT);

  private static final int NOT_FOUND = 0x80072030;
  private static final int INVALID = 0x80070057;
  private static final int DISPLAY_NAME = 2;

  private final GpmcServer server;

  GpmObjects(GpmcServer server) {
    this.server = server;
  }

  private DualObject object(UUID iid) {
    return new DualObject(this::asDispatch, iid);
  }

  private ObjRef asDispatch(ObjRef reference) {
    ObjRef dispatch = server.exporter.query(reference, Iids.IDISPATCH).orElseThrow();
    server.exporter.giveBack(reference);
    return dispatch;
  }

  private Variant dispatch(ObjRef reference) {
    return Variant.Interface.dispatch(Optional.of(asDispatch(reference)));
  }

  private ObjRef lend(DualObject object, UUID iid) {
    return server.exporter.lend(object, iid);
  }

  private static List<Object> pointer(ObjRef reference) {
    return List.of(Optional.of(reference));
  }

  DualObject gpm() {
    return object(IGPM)
        .method(7, 1, List.of(BSTR, BSTR, LONG), List.of(POINTER), a -> domain((String) a.get(0)))
        .method(8, 2, List.of(BSTR), List.of(POINTER), a -> backupDir((String) a.get(0)))
        .method(12, 6, List.of(), List.of(POINTER), a -> pointer(criteria()));
  }

  private List<Object> domain(String name) throws DualObject.Status {
    if (!name.equalsIgnoreCase(server.dnsName)) {
      throw new DualObject.Status(0x8007054B);
    }
    DualObject domain =
        object(IGPM_DOMAIN)
            .text(7, 1, "dc1." + server.dnsName)
            .text(8, 2, server.dnsName)
            .method(10, 5, List.of(BSTR), List.of(POINTER), a -> pointer(gpo((String) a.get(0))))
            .method(11, 6, List.of(POINTER), List.of(POINTER), a -> pointer(search(a.get(0))))
            .method(
                12,
                7,
                List.of(POINTER, LONG, VARIANT),
                List.of(VARIANT, POINTER),
                a -> restore(a.get(0), (Variant) a.get(2)));
    return pointer(lend(domain, IGPM_DOMAIN));
  }

  private ObjRef gpo(String id) throws DualObject.Status {
    return server.gpos.stream()
        .filter(gpo -> GpoName.braced(gpo.id()).equalsIgnoreCase(id))
        .findFirst()
        .map(gpo -> lend(gpo(gpo), IGPM_GPO))
        .orElseThrow(() -> new DualObject.Status(NOT_FOUND));
  }

  private static final class Criteria extends DualObject {
    final List<String> names = new ArrayList<>();

    Criteria(UnaryOperator<ObjRef> asDispatch) {
      super(asDispatch, IGPM_SEARCH_CRITERIA);
    }
  }

  private ObjRef criteria() {
    Criteria criteria = new Criteria(this::asDispatch);
    criteria.method(
        7,
        1,
        List.of(LONG, LONG, VARIANT),
        List.of(),
        a -> {
          if ((Integer) a.get(0) != DISPLAY_NAME
              || !(((Variant) a.get(2)).dereferenced() instanceof Variant.Text text)) {
            throw new DualObject.Status(INVALID);
          }
          criteria.names.add(text.value().toLowerCase(Locale.ROOT));
          return List.of();
        });
    return lend(criteria, IGPM_SEARCH_CRITERIA);
  }

  private ObjRef search(Object reference) throws DualObject.Status {
    if (!(find(reference) instanceof Criteria criteria)) {
      throw new DualObject.Status(INVALID);
    }
    List<ResultValue.Gpo> found =
        server.gpos.stream()
            .filter(gpo ->
                criteria.names.isEmpty()
                    || criteria.names.contains(gpo.displayName().toLowerCase(Locale.ROOT)))
            .toList();
    return collection(found, IGPM_GPO_COLLECTION, gpo -> lend(gpo(gpo), IGPM_GPO));
  }

  private <T> ObjRef collection(List<T> items, UUID iid, Function<T, ObjRef> reference) {
    DualObject collection =
        object(iid)
            .method(7, 1, List.of(), List.of(LONG), a -> List.of(items.size()))
            .method(
                8,
                0,
                List.of(LONG),
                List.of(VARIANT),
                a -> {
                  int index = (Integer) a.get(0);
                  if (index < 1 || index > items.size()) {
                    throw new DualObject.Status(INVALID);
                  }
                  return List.of(dispatch(reference.apply(items.get(index - 1))));
                });
    return lend(collection, iid);
  }

  @SuppressWarnings("unchecked")
  private Object find(Object reference) {
    return ((Optional<ObjRef>) reference)
        .flatMap(server.exporter::find)
        .map(Object.class::cast)
        .orElse(this);
  }

  private DualObject gpo(ResultValue.Gpo gpo) {
    GpoName name = new GpoName.ById(gpo.id());
    return object(IGPM_GPO)
        .text(7, 1, gpo.displayName())
        .text(10, 4, GpoName.braced(gpo.id()))
        .text(11, 5, gpo.domain())
        .method(
            27,
            21,
            List.of(BSTR, BSTR, VARIANT),
            List.of(VARIANT, POINTER),
            a ->
                start(
                    new GpmcRequest.BackupGpo(name, store((String) a.get(0)), (String) a.get(1)),
                    (Variant) a.get(2)))
        .method(
            29,
            23,
            List.of(LONG, VARIANT),
            List.of(VARIANT, POINTER),
            a ->
                start(
                    new GpmcRequest.ReportGpo(name, reportType((Integer) a.get(0))),
                    (Variant) a.get(1)));
  }

  private static ReportType reportType(int value) throws DualObject.Status {
    return Arrays.stream(ReportType.values())
        .filter(type -> type.value() == value)
        .findFirst()
        .orElseThrow(() -> new DualObject.Status(INVALID));
  }

  private BackupStoreName store(String folder) throws DualObject.Status {
    BackupStoreName store = server.stores.get(folder);
    if (store == null) {
      throw new DualObject.Status(0x80070003);
    }
    return store;
  }

  private static final class Backup extends DualObject {
    final ResultValue.Backup backup;

    Backup(ResultValue.Backup backup, UnaryOperator<ObjRef> asDispatch) {
      super(asDispatch, IGPM_BACKUP);
      this.backup = backup;
    }
  }

  private ObjRef backup(ResultValue.Backup backup) {
    server.backups.put(backup.id(), backup);
    Backup object = new Backup(backup, this::asDispatch);
    double days = backup.time().toEpochMilli() / 86_400_000.0 + 25_569;
    object
        .text(7, 1, GpoName.braced(backup.id()))
        .text(8, 2, GpoName.braced(backup.gpo().id()))
        .text(9, 3, backup.gpo().domain())
        .text(10, 4, backup.gpo().displayName())
        .method(11, 5, List.of(), List.of(DATE), a -> List.of(days))
        .text(12, 6, backup.comment())
        .method(
            15,
            9,
            List.of(LONG, VARIANT),
            List.of(VARIANT, POINTER),
            a ->
                start(
                    new GpmcRequest.ReportBackup(
                        new BackupSelector.ById(backup.id()),
                        backup.backupStore(),
                        reportType((Integer) a.get(0))),
                    (Variant) a.get(1)));
    return lend(object, IGPM_BACKUP);
  }

  private List<Object> backupDir(String folder) throws DualObject.Status {
    store(folder);
    DualObject dir =
        object(IGPM_BACKUP_DIR)
            .text(7, 1, folder)
            .method(
                8,
                2,
                List.of(BSTR),
                List.of(POINTER),
                a -> {
                  ResultValue.Backup known =
                      server.backups.get(
                          UUID.fromString(((String) a.get(0)).replaceAll("[{}]", "")));
                  if (known == null) {
                    throw new DualObject.Status(0x80070002);
                  }
                  return pointer(backup(known));
                });
    return pointer(lend(dir, IGPM_BACKUP_DIR));
  }

  private List<Object> restore(Object reference, Variant progress) throws DualObject.Status {
    if (!(find(reference) instanceof Backup backup)) {
      throw new DualObject.Status(INVALID);
    }
    return start(
        new GpmcRequest.RestoreGpo(
            new BackupSelector.ById(backup.backup.id()), backup.backup.backupStore()),
        progress);
  }

  /** The asynchronous form alone: the synchronous one is not asked for. */
  private List<Object> start(GpmcRequest request, Variant progress) throws DualObject.Status {
    if (!(progress.dereferenced() instanceof Variant.Interface pointer)
        || pointer.reference().isEmpty()) {
      throw new DualObject.Status(0x80004001);
    }
    GpmcServer.Started started = server.start(request, pointer.reference().get());
    DualObject cancel =
        object(IGPM_ASYNC_CANCEL)
            .method(
                7,
                1,
                List.of(),
                List.of(),
                a -> {
                  server.cancels.incrementAndGet();
                  started.call().cancel().cancel();
                  return List.of();
                });
    DualObject result =
        object(IGPM_RESULT)
            .method(8, 2, List.of(), List.of(VARIANT), a -> List.of(new Variant.Empty()))
            .method(9, 3, List.of(), List.of(), a -> List.of());
    return List.of(
        dispatch(lend(cancel, IGPM_ASYNC_CANCEL)), Optional.of(lend(result, IGPM_RESULT)));
  }

  Variant variant(ResultValue value) {
    return switch (value) {
      case ResultValue.Gpo gpo -> dispatch(lend(gpo(gpo), IGPM_GPO));
      case ResultValue.Backup backup -> dispatch(backup(backup));
      case ResultValue.Report report -> new Variant.Text(report.text());
      default -> throw new IllegalStateException("no object stands for " + value);
    };
  }

  ObjRef messages(List<StatusMessage> messages) {
    return collection(messages, IGPM_STATUS_MSG_COLLECTION, this::message);
  }

  private ObjRef message(StatusMessage message) {
    DualObject object =
        object(IGPM_STATUS_MESSAGE)
            .text(7, 1, message.objectPath())
            .method(
                8,
                2,
                List.of(),
                List.of(),
                a -> {
                  throw new DualObject.Status(message.errorCode().code());
                })
            .text(9, 3, message.extensionName())
            .text(10, 4, message.settingsName())
            .method(
                11,
                5,
                List.of(),
                List.of(),
                a -> {
                  throw new DualObject.Status(message.operationCode().code());
                })
            .text(12, 6, message.message());
    return lend(object, IGPM_STATUS_MESSAGE);
  }
}
