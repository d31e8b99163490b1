package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.orpc.OrpcThis;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Properties;
import java.util.UUID;
import ndr.NdrBuffer;
import ndr.NdrObject;
import ndr.NetworkDataRepresentation;
import org.jinterop.dcom.common.JIErrorCodes;
import org.jinterop.dcom.common.JIException;
import org.jspecify.annotations.Nullable;
import rpc.Endpoint;
import rpc.FaultException;
import rpc.Stub;

/**
 * One more connection to an object that a session holds. j-Interop makes the calls of a session one
 * after the other, over one connection; what goes over this one waits for none of them. References
 * belong to the process and not to a connection, so it needs none of its own.
 */
final class AsideConnection extends Stub implements AutoCloseable {

  private final String syntax;

  /**
   * A connection that is opened by its first call.
   *
   * @param of where the session's calls go and how they are secured
   * @param iid the only interface that is called
   */
  AsideConnection(Stub of, String iid) {
    setTransportFactory(of.getTransportFactory());
    setProperties(new Properties(of.getProperties()));
    setAddress(of.getAddress());
    syntax = iid + ":0.0";
  }

  @Override
  protected String getSyntax() {
    return syntax;
  }

  /** Calls a method that takes and returns nothing, but for its status. */
  HResult call(String ipid, int slot) throws JIException {
    Call call = new Call(slot);
    setObject(ipid);
    try {
      call(Endpoint.IDEMPOTENT, call);
      return call.status();
    } catch (FaultException e) {
      throw new JIException(e.status, e);
    } catch (IOException e) {
      throw new JIException(JIErrorCodes.RPC_E_UNEXPECTED, e);
    }
  }

  @Override
  public void close() throws IOException {
    detach();
  }

  private static final class Call extends NdrObject {

    private final int slot;
    private byte @Nullable [] answer;

    Call(int slot) {
      this.slot = slot;
    }

    @Override
    public int getOpnum() {
      return slot;
    }

    @Override
    public void write(NetworkDataRepresentation ndr) {
      byte[] head = new OrpcThis(JInterop.version(), UUID.randomUUID()).write().toByteArray();
      ndr.writeOctetArray(head, 0, head.length);
    }

    @Override
    public void read(NetworkDataRepresentation ndr) {
      NdrBuffer buffer = ndr.getBuffer();
      answer = Arrays.copyOf(buffer.getBuffer(), buffer.getBuffer().length);
    }

    HResult status() throws IOException {
      if (answer == null) {
        throw new IOException("The host's answer is empty");
      }
      try {
        NdrReader in = new NdrReader(answer);
        OrpcThis.skipAnswer(in);
        return new HResult(in.i32());
      } catch (MalformedException e) {
        throw new IOException("The host's answer is not readable", e);
      }
    }
  }
}
