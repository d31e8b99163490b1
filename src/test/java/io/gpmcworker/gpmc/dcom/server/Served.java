package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What all objects of gpmgmt.dll have in common. */
abstract class Served {

  static final int PATH_NOT_FOUND = 0x80070003;
  static final int FILE_NOT_FOUND = 0x80070002;
  static final int NOT_FOUND = 0x80072030;
  static final int INVALID = 0x80070057;

  private static final double DAYS_TO_1970 = 25_569;
  private static final double MILLIS_PER_DAY = 86_400_000;

  /** {@code propput} shares its DISPID with {@code propget}; only the slot is called here. */
  static final int PUT = Integer.MIN_VALUE;

  final GpmcServer server;

  Served(GpmcServer server) {
    this.server = server;
  }

  final DualObject object(UUID... iids) {
    return new DualObject(this::asDispatch, iids);
  }

  final ObjRef asDispatch(ObjRef reference) {
    ObjRef dispatch = server.exporter.query(reference, Iids.IDISPATCH).orElseThrow();
    server.exporter.giveBack(reference);
    return dispatch;
  }

  final Variant dispatch(ObjRef reference) {
    return Variant.Interface.dispatch(Optional.of(asDispatch(reference)));
  }

  final ObjRef lend(DualObject object, UUID iid) {
    return server.exporter.lend(object, iid);
  }

  static List<Object> pointer(ObjRef reference) {
    return List.of(Optional.of(reference));
  }

  static double date(java.time.Instant time) {
    return time.toEpochMilli() / MILLIS_PER_DAY + DAYS_TO_1970;
  }

  static ReportType reportType(Object value) throws DualObject.Status {
    return Arrays.stream(ReportType.values())
        .filter(type -> type.value() == (Integer) value)
        .findFirst()
        .orElseThrow(() -> new DualObject.Status(INVALID));
  }

  final BackupStoreName store(Object folder) throws DualObject.Status {
    BackupStoreName store = server.stores.get((String) folder);
    if (store == null) {
      throw new DualObject.Status(PATH_NOT_FOUND);
    }
    return store;
  }

  /** A file of a backup store. */
  record StoredFile(BackupStoreName store, StoredFileName name) {}

  final StoredFile file(Object path) throws DualObject.Status {
    String text = (String) path;
    int last = text.lastIndexOf('\\');
    if (last < 0) {
      throw new DualObject.Status(PATH_NOT_FOUND);
    }
    return new StoredFile(
        store(text.substring(0, last)), new StoredFileName(text.substring(last + 1)));
  }

  static UUID id(Object braced) throws DualObject.Status {
    try {
      return UUID.fromString(((String) braced).replaceAll("[{}]", ""));
    } catch (IllegalArgumentException e) {
      throw new DualObject.Status(INVALID);
    }
  }

  /** The served object that an argument points to. */
  @SuppressWarnings("unchecked")
  final <T extends DualObject> T find(Class<T> type, Object argument) throws DualObject.Status {
    Optional<ObjRef> reference =
        argument instanceof Variant variant
            ? variant.dereferenced() instanceof Variant.Interface pointer
                ? pointer.reference()
                : Optional.empty()
            : (Optional<ObjRef>) argument;
    return reference
        .flatMap(server.exporter::find)
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> new DualObject.Status(INVALID));
  }

  /** Whether an {@code [in, optional]} argument was given. */
  static boolean given(Object argument) {
    Variant value = ((Variant) argument).dereferenced();
    return !(value instanceof Variant.Scode || value instanceof Variant.Empty);
  }

  static Optional<String> text(Object argument) {
    return ((Variant) argument).dereferenced() instanceof Variant.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  final <T> ObjRef collection(List<T> items, UUID iid, Function<T, ObjRef> reference) {
    DualObject collection =
        object(iid)
            .method(7, 1, List.of(), List.of(DualObject.Type.LONG), a -> List.of(items.size()))
            .method(
                8,
                0,
                List.of(DualObject.Type.LONG),
                List.of(DualObject.Type.VARIANT),
                a -> {
                  int index = (Integer) a.get(0);
                  if (index < 1 || index > items.size()) {
                    throw new DualObject.Status(INVALID);
                  }
                  return List.of(dispatch(reference.apply(items.get(index - 1))));
                });
    return lend(collection, iid);
  }
}
