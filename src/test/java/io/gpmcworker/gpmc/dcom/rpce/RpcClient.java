package io.gpmcworker.gpmc.dcom.rpce;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmInitiator;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmRefusedException;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmSession;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.UUID;

/** A caller, as the host of the test server is when it calls back (MS-RPCE, client's side). */
public final class RpcClient implements AutoCloseable {

  private static final int CONTEXT = 7;
  private static final int SIGNATURE = NtlmSession.SIGNATURE_SIZE;

  private final Socket socket = new Socket();
  private final AuthLevel level;
  private final NtlmSession session;
  private int callId = 1;

  public RpcClient(InetSocketAddress to, UUID iid, NtlmAccount account, AuthLevel level)
      throws IOException {
    this.level = level;
    socket.connect(to, 10_000);
    socket.setSoTimeout(30_000);
    socket.setTcpNoDelay(true);
    NtlmInitiator initiator = new NtlmInitiator(account);
    NdrWriter bind = PduWriter.begin(PduType.BIND, 3, callId);
    bind.u16(Pdu.MAX_FRAGMENT).u16(Pdu.MAX_FRAGMENT).i32(0).u8(1).u8(0).u16(0);
    bind.u16(0).u8(1).u8(0).guid(iid).i32(0).guid(Bind.NDR).i32(Bind.NDR_VERSION);
    send(bind, initiator.negotiate());
    Pdu answer = receive();
    if (answer.type() != PduType.BIND_ACK || answer.trailer().isEmpty()) {
      throw new IOException("a bind is answered with " + answer.type());
    }
    try {
      NtlmInitiator.Answer authenticate = initiator.answer(answer.trailer().get().token());
      send(PduWriter.begin(PduType.AUTH3, 3, callId).i32(0), authenticate.authenticate());
      session = authenticate.session();
    } catch (NtlmRefusedException e) {
      throw new IOException(e);
    }
  }

  private void send(NdrWriter out, byte[] token) throws IOException {
    out.align(4).u8(10).u8(level.value()).u8(0).u8(0).i32(CONTEXT).bytes(token);
    out.patch16(8, out.size());
    out.patch16(10, token.length);
    socket.getOutputStream().write(out.toByteArray());
  }

  private Pdu receive() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] header = new byte[Pdu.HEADER_SIZE];
    try {
      in.readFully(header);
      byte[] bytes = Arrays.copyOf(header, Pdu.fragmentLength(header));
      in.readFully(bytes, header.length, bytes.length - header.length);
      return Pdu.read(bytes);
    } catch (MalformedException | EOFException e) {
      throw new IOException(e);
    }
  }

  /** Calls a method; its results, or an exception with the status of a fault. */
  public byte[] call(UUID object, boolean withObject, int opnum, byte[] stub) throws IOException {
    callId++;
    int room = 4096;
    int from = 0;
    do {
      int to = Math.min(stub.length, from + room);
      int flags = (from == 0 ? 1 : 0) | (to == stub.length ? 2 : 0);
      NdrWriter out =
          PduWriter.begin(PduType.REQUEST, flags | (withObject ? Pdu.OBJECT_UUID : 0), callId);
      out.i32(stub.length - from).u16(0).u16(opnum);
      if (withObject) {
        out.guid(object);
      }
      int head = out.size();
      out.bytes(Arrays.copyOfRange(stub, from, to));
      int padding = -(out.size() - head) & 15;
      out.bytes(new byte[padding]);
      int sealed = level == AuthLevel.PACKET_PRIVACY ? out.size() - head : 0;
      out.u8(10).u8(level.value()).u8(padding).u8(0).i32(CONTEXT);
      int signed = out.size();
      out.bytes(new byte[SIGNATURE]).patch16(8, out.size());
      out.patch16(10, SIGNATURE);
      byte[] bytes = out.toByteArray();
      byte[] signature = session.sign(bytes, 0, signed, head, sealed);
      System.arraycopy(signature, 0, bytes, signed, SIGNATURE);
      socket.getOutputStream().write(bytes);
      from = to;
    } while (from < stub.length);
    return results();
  }

  private byte[] results() throws IOException {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    while (true) {
      Pdu pdu = receive();
      boolean fault = pdu.type() == PduType.FAULT;
      byte[] bytes = opened(pdu, fault ? PduWriter.FAULT_HEAD : PduWriter.RESPONSE_HEAD);
      if (fault) {
        throw new IOException(
            String.format(
                "fault 0x%08X",
                java.nio.ByteBuffer.wrap(pdu.bytes())
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getInt(24)));
      }
      results.write(bytes, 24, pdu.bodyEnd() - 24);
      if (pdu.has(Pdu.LAST_FRAGMENT)) {
        return results.toByteArray();
      }
    }
  }

  /** Faults are signed as answers are, and count among them. */
  private byte[] opened(Pdu pdu, int head) throws IOException {
    byte[] bytes = pdu.bytes();
    Pdu.SecurityTrailer trailer =
        pdu.trailer().orElseThrow(() -> new IOException(pdu.type() + " is not signed"));
    if (level == AuthLevel.PACKET_PRIVACY) {
      session.open(bytes, head, trailer.offset() - head);
    }
    try {
      session.verify(bytes, 0, bytes.length - SIGNATURE, trailer.token());
    } catch (NtlmRefusedException e) {
      throw new IOException(e);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
