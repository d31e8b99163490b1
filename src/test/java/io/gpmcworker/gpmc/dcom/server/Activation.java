package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.dcom.exporter.ComObject;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.orpc.ComVersion;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.orpc.OrpcThis;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcCall;
import io.gpmcworker.gpmc.dcom.rpce.RpcFaultException;
import io.gpmcworker.gpmc.dcom.rpce.RpcService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code IActivation} and {@code IRemoteSCMActivator} (MS-DCOM 3.1.2.5.2) for one class. */
final class Activation implements RpcService {

  private static final UUID IACTIVATION = UUID.fromString("4d9f4ab8-7d1c-11cf-861e-0020af6e7c57");
  private static final UUID ISCM_ACTIVATOR = dcom("000001a0");
  private static final UUID PROPERTIES_OUT_IID = dcom("000001a3");
  private static final UUID PROPERTIES_OUT = dcom("00000339");
  private static final UUID SCM_REPLY_INFO = dcom("000001b6");
  private static final UUID INSTANTIATION_INFO = dcom("000001ab");

  private static final int REMOTE_ACTIVATION = 0;
  private static final int REMOTE_CREATE_INSTANCE = 4;
  private static final int CLASS_NOT_REGISTERED = 0x80040154;
  private static final int NO_INTERFACE = 0x80004002;
  private static final int INVALID_HEADER = 0x80010111;
  private static final int PRIVACY = 6;

  private final ObjectExporter exporter;
  private final UUID clsid;
  private final Supplier<ComObject> factory;
  private final int leastMinorVersion;
  private final BooleanSupplier registered;

  Activation(
      ObjectExporter exporter,
      UUID clsid,
      int leastMinorVersion,
      BooleanSupplier registered,
      Supplier<ComObject> factory) {
    this.registered = registered;
    this.exporter = exporter;
    this.clsid = clsid;
    this.leastMinorVersion = leastMinorVersion;
    this.factory = factory;
  }

  private static UUID dcom(String first) {
    return UUID.fromString(first + "-0000-0000-c000-000000000046");
  }

  @Override
  public boolean offers(UUID interfaceId) {
    return interfaceId.equals(IACTIVATION) || interfaceId.equals(ISCM_ACTIVATOR);
  }

  @Override
  public byte[] call(RpcCall call) throws MalformedException, RpcFaultException {
    NdrReader in = new NdrReader(call.stub());
    OrpcThis head = OrpcThis.read(in);
    if (head.version().minor() < leastMinorVersion) {
      throw new RpcFaultException(INVALID_HEADER, "an old version of DCOM");
    }
    boolean old = call.interfaceId().equals(IACTIVATION);
    if (old && call.opnum() == REMOTE_ACTIVATION) {
      return remoteActivation(in);
    }
    if (!old && call.opnum() == REMOTE_CREATE_INSTANCE) {
      return remoteCreateInstance(in);
    }
    throw new RpcFaultException(RpcFaultException.NO_SUCH_METHOD, "activation " + call.opnum());
  }

  private record Created(int status, List<Optional<ObjRef>> references) {}

  private Created create(UUID asked, List<UUID> iids) {
    if (!asked.equals(clsid) || !registered.getAsBoolean()) {
      return new Created(
          CLASS_NOT_REGISTERED, iids.stream().map(iid -> Optional.<ObjRef>empty()).toList());
    }
    ObjRef unknown = exporter.lend(factory.get(), Iids.IUNKNOWN);
    List<Optional<ObjRef>> references =
        iids.stream().map(iid -> exporter.query(unknown, iid)).toList();
    exporter.giveBack(unknown);
    return new Created(0, references);
  }

  private byte[] remoteActivation(NdrReader in) throws MalformedException {
    UUID asked = in.guid();
    if (in.pointer()) {
      throw new MalformedException("activation by a file's name is not known here");
    }
    if (in.pointer()) {
      throw new MalformedException("activation from a storage is not known here");
    }
    in.i32();
    in.i32();
    int count = in.count(64, 0);
    List<UUID> iids = new ArrayList<>();
    if (in.pointer()) {
      in.conformance(count);
      for (int n = 0; n < count; n++) {
        iids.add(in.guid());
      }
    }
    Created created = create(asked, iids);
    NdrWriter out = OrpcThis.answer();
    out.i64(exporter.oxid()).pointer(true);
    exporter.objectAddresses().writeConformant(out);
    out.guid(exporter.remUnknown()).i32(PRIVACY);
    ComVersion.CURRENT.write(out);
    out.i32(created.status());
    writePointers(out, created);
    writeResults(out, created);
    return out.i32(0).toByteArray();
  }

  private static void writePointers(NdrWriter out, Created created) {
    out.i32(created.references().size());
    created.references().forEach(one -> out.pointer(one.isPresent()));
    created.references().forEach(one -> one.ifPresent(r -> r.writePointer(out.align(4))));
  }

  private static void writeResults(NdrWriter out, Created created) {
    out.i32(created.references().size());
    created.references().forEach(one -> out.i32(one.isPresent() ? 0 : NO_INTERFACE));
  }

  /** Activation properties (MS-DCOM 2.2.22): a blob of typed parts. */
  private byte[] remoteCreateInstance(NdrReader in) throws MalformedException {
    if (in.pointer()) {
      throw new MalformedException("aggregation is not known here");
    }
    in.pointer();
    int size = in.count(1 << 16, 1);
    in.conformance(size);
    NdrReader object = new NdrReader(in.bytes(size));
    object.skip(4 + 4 + 16 + 16 + 4 + 4);
    NdrReader blob = new NdrReader(object.bytes(object.remaining()));
    blob.i32();
    blob.i32();
    int start = blob.position();
    blob.skip(16);
    blob.i32();
    int headerSize = blob.count(1 << 16, 1);
    blob.i32();
    blob.i32();
    int count = blob.count(64, 0);
    blob.guid();
    blob.i32();
    blob.i32();
    blob.i32();
    blob.conformance(count);
    List<UUID> kinds = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      kinds.add(blob.guid());
    }
    blob.conformance(count);
    List<Integer> sizes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      sizes.add(blob.count(1 << 16, 0));
    }
    blob.skip(start + headerSize - blob.position());
    for (int n = 0; n < count; n++) {
      byte[] part = blob.bytes(sizes.get(n));
      if (kinds.get(n).equals(INSTANTIATION_INFO)) {
        return created(new NdrReader(part));
      }
    }
    throw new MalformedException("an activation does not say of what");
  }

  private byte[] created(NdrReader info) throws MalformedException {
    info.skip(16);
    UUID asked = info.guid();
    info.skip(12);
    int count = info.count(64, 0);
    info.i32();
    info.i32();
    info.i32();
    info.i32();
    info.conformance(count);
    List<UUID> iids = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      iids.add(info.guid());
    }
    Created created = create(asked, iids);
    NdrWriter out = OrpcThis.answer();
    if (created.status() != 0) {
      return out.pointer(false).i32(created.status()).toByteArray();
    }
    byte[] properties = properties(iids, created);
    out.pointer(true).i32(properties.length).i32(properties.length).bytes(properties);
    return out.i32(0).toByteArray();
  }

  private byte[] properties(List<UUID> iids, Created created) {
    NdrWriter props = serialized();
    props.i32(iids.size()).pointer(true).pointer(true).pointer(true);
    props.i32(iids.size());
    iids.forEach(props::guid);
    writeResults(props, created);
    writePointers(props, created);
    byte[] propsOut = finished(props);

    NdrWriter reply = serialized();
    reply.i32(0).pointer(true);
    reply.i64(exporter.oxid()).pointer(true).guid(exporter.remUnknown()).i32(PRIVACY);
    ComVersion.CURRENT.write(reply);
    exporter.objectAddresses().writeConformant(reply.align(4));
    byte[] scmReply = finished(reply);

    NdrWriter header = serialized();
    int total = header.size();
    header.i32(0).i32(0).i32(0).i32(2).i32(2).guid(new UUID(0, 0));
    header.pointer(true).pointer(true).pointer(false);
    header.i32(2).guid(PROPERTIES_OUT).guid(SCM_REPLY_INFO);
    header.i32(2).i32(propsOut.length).i32(scmReply.length);
    header.align(8);
    int headerSize = header.size();
    int blobSize = headerSize + propsOut.length + scmReply.length;
    header.patch32(total, blobSize).patch32(total + 4, headerSize);
    byte[] customHeader = finished(header);

    NdrWriter out = new NdrWriter();
    out.i32(0x574F454D).i32(4).guid(PROPERTIES_OUT_IID).guid(PROPERTIES_OUT).i32(0);
    out.i32(8 + blobSize + 8);
    out.i32(blobSize).i32(0);
    return out.bytes(customHeader).bytes(propsOut).bytes(scmReply).toByteArray();
  }

  /** Type serialization version 1 (MS-RPCE 2.2.6). */
  private static NdrWriter serialized() {
    return new NdrWriter().u8(1).u8(0x10).u16(8).i32(0xCCCCCCCC).i32(0).i32(0);
  }

  private static byte[] finished(NdrWriter out) {
    out.align(8);
    return out.patch32(8, out.size() - 16).toByteArray();
  }
}
