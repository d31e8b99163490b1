package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.oaut.VariantWriter;
import io.gpmcworker.gpmc.dcom.orpc.ComVersion;
import io.gpmcworker.gpmc.dcom.orpc.DualStringArray;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.AuthLevel;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import io.gpmcworker.gpmc.dcom.rpce.RpcClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls a client's {@code IGPMAsyncProgress} as Windows does (MS-DCOM 3.2.4): resolves the client's
 * OXID at its resolver, authenticated, queries the interface, calls {@code Status} at packet
 * integrity, releases.
 */
final class ProgressCaller implements AutoCloseable {

  private static final UUID PROGRESS = UUID.fromString("6aac29f8-5948-4324-bf70-423818942dbc");
  private static final UUID NOBODY = new UUID(0, 0);
  private static final int RESOLVE_OXID2 = 4;
  private static final int QUERY_INTERFACE = 3;
  private static final int RELEASE = 5;
  private static final int STATUS = 7;

  private final RpcClient unknown;
  private final RpcClient progress;
  private final UUID remUnknown;
  private final UUID ipid;

  ProgressCaller(ObjRef reference, NtlmAccount runAs) throws IOException, MalformedException {
    DualStringArray objects;
    try (RpcClient resolver =
        new RpcClient(
            address(reference.resolver()),
            Iids.IOBJECT_EXPORTER,
            runAs,
            AuthLevel.PACKET_INTEGRITY)) {
      NdrWriter ask = new NdrWriter().i64(reference.reference().oxid()).u16(1).i32(1).u16(7);
      NdrReader in = new NdrReader(resolver.call(NOBODY, false, RESOLVE_OXID2, ask.toByteArray()));
      if (!in.pointer()) {
        throw new IOException("the client's OXID is not known at its resolver");
      }
      in.i32();
      objects = DualStringArray.read(in);
      remUnknown = in.guid();
    }
    InetSocketAddress at = address(objects);
    unknown = new RpcClient(at, Iids.IREM_UNKNOWN, runAs, AuthLevel.PACKET_INTEGRITY);
    NdrWriter query = head().guid(reference.reference().ipid()).i32(5).u16(1).i32(1).guid(PROGRESS);
    NdrReader found =
        new NdrReader(unknown.call(remUnknown, true, QUERY_INTERFACE, query.toByteArray()));
    found.skip(8);
    found.pointer();
    found.conformance(1);
    found.align(8);
    if (found.i32() != 0) {
      throw new IOException("the client's object is no IGPMAsyncProgress");
    }
    found.align(8);
    found.skip(24);
    ipid = found.guid();
    progress = new RpcClient(at, PROGRESS, runAs, AuthLevel.PACKET_INTEGRITY);
  }

  private static NdrWriter head() {
    NdrWriter out = new NdrWriter();
    ComVersion.CURRENT.write(out);
    return out.i32(0).i32(0).guid(UUID.randomUUID()).pointer(false);
  }

  private static InetSocketAddress address(DualStringArray addresses) throws IOException {
    String first = addresses.addresses().getFirst();
    int bracket = first.indexOf('[');
    return bracket < 0
        ? new InetSocketAddress(first, 135)
        : new InetSocketAddress(
            first.substring(0, bracket),
            Integer.parseInt(first.substring(bracket + 1, first.length() - 1)));
  }

  void status(int numerator, int denominator, int status, Variant result, Optional<ObjRef> messages)
      throws IOException {
    NdrWriter out = head().i32(numerator).i32(denominator).i32(status);
    new VariantWriter(out).write(result);
    out.pointer(messages.isPresent());
    messages.ifPresent(reference -> reference.writePointer(out));
    progress.call(ipid, true, STATUS, out.toByteArray());
  }

  @Override
  public void close() throws IOException {
    try (progress;
        unknown) {
      NdrWriter out = head().u16(1).i32(1).guid(ipid).i32(5).i32(0);
      unknown.call(remUnknown, true, RELEASE, out.toByteArray());
    }
  }
}
