package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.orpc.DualStringArray;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.orpc.StdObjRef;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code IRemUnknown} and {@code IRemUnknown2} (MS-DCOM 3.1.1.5.6, 3.1.1.5.7). */
final class RemUnknown implements ComObject {

  private static final int QUERY_INTERFACE = 3;
  private static final int ADD_REF = 4;
  private static final int RELEASE = 5;
  private static final int QUERY_INTERFACE2 = 6;

  private static final int S_OK = 0;
  private static final int E_NOINTERFACE = 0x80004002;
  private static final int E_INVALIDARG = 0x80070057;

  private static final int MAX_IIDS = 64;
  private static final int MAX_REFERENCES = 1024;
  private static final int GUID_SIZE = 16;

  private final ObjectTable table;
  private final DualStringArray resolver;

  RemUnknown(ObjectTable table, DualStringArray resolver) {
    this.table = table;
    this.resolver = resolver;
  }

  @Override
  public Set<UUID> interfaces() {
    return Set.of(Iids.IREM_UNKNOWN, Iids.IREM_UNKNOWN2);
  }

  @Override
  public void call(UUID iid, int opnum, NdrReader in, NdrWriter out)
      throws MalformedException, RpcFaultException {
    switch (opnum) {
      case QUERY_INTERFACE -> queryInterface(in, out);
      case ADD_REF -> addRef(in, out);
      case RELEASE -> release(in, out);
      case QUERY_INTERFACE2 -> queryInterface2(in, out);
      default ->
          throw new RpcFaultException(
              RpcFaultException.NO_SUCH_METHOD, "IRemUnknown2 has no method " + opnum);
    }
  }

  private static List<UUID> iids(NdrReader in) throws MalformedException {
    int count = in.u16();
    if (count == 0 || count > MAX_IIDS) {
      throw new MalformedException(count + " interfaces are asked for");
    }
    in.conformance(count);
    if (count * GUID_SIZE > in.remaining()) {
      throw new MalformedException("interfaces are announced that do not follow");
    }
    List<UUID> iids = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      iids.add(in.guid());
    }
    return iids;
  }

  private void queryInterface(NdrReader in, NdrWriter out) throws MalformedException {
    UUID ipid = in.guid();
    int references = references(in.i32());
    List<UUID> iids = iids(in);
    out.pointer(true).i32(iids.size());
    int failed = 0;
    for (UUID iid : iids) {
      Optional<StdObjRef> found = table.query(ipid, iid, references);
      out.align(8).i32(found.isPresent() ? S_OK : E_NOINTERFACE);
      found.orElse(new StdObjRef(0, 0, 0, new UUID(0, 0))).write(out);
      failed += found.isPresent() ? 0 : 1;
    }
    out.i32(failed == iids.size() ? E_NOINTERFACE : S_OK);
  }

  private void queryInterface2(NdrReader in, NdrWriter out) throws MalformedException {
    UUID ipid = in.guid();
    List<UUID> iids = iids(in);
    List<Optional<ObjRef>> found = new ArrayList<>();
    for (UUID iid : iids) {
      found.add(
          table
              .query(ipid, iid, ObjectTable.REFERENCES)
              .map(reference -> new ObjRef(iid, reference, resolver)));
    }
    out.i32(iids.size());
    found.forEach(one -> out.i32(one.isPresent() ? S_OK : E_NOINTERFACE));
    out.i32(iids.size());
    found.forEach(one -> out.pointer(one.isPresent()));
    found.forEach(one -> one.ifPresent(reference -> reference.writePointer(out.align(4))));
    out.i32(found.stream().allMatch(Optional::isEmpty) ? E_NOINTERFACE : S_OK);
  }

  private static int references(int asked) {
    return Math.clamp(asked, 1, MAX_REFERENCES);
  }

  private record Reference(UUID ipid, int count) {}

  private static List<Reference> references(NdrReader in) throws MalformedException {
    int count = in.u16();
    in.conformance(count);
    if (count * 24L > in.remaining()) {
      throw new MalformedException("references are announced that do not follow");
    }
    List<Reference> references = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      UUID ipid = in.guid();
      long all = Integer.toUnsignedLong(in.i32()) + Integer.toUnsignedLong(in.i32());
      references.add(new Reference(ipid, (int) Math.min(all, Integer.MAX_VALUE)));
    }
    return references;
  }

  private void addRef(NdrReader in, NdrWriter out) throws MalformedException {
    List<Reference> references = references(in);
    out.i32(references.size());
    for (Reference reference : references) {
      boolean known = table.addReferences(reference.ipid(), reference.count());
      out.i32(known ? S_OK : E_INVALIDARG);
    }
    out.i32(S_OK);
  }

  private void release(NdrReader in, NdrWriter out) throws MalformedException {
    for (Reference reference : references(in)) {
      table.release(reference.ipid(), reference.count()).ifPresent(ComObject::released);
    }
    out.i32(S_OK);
  }
}
