package io.gpmcworker.gpmc.dcom.rpce;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAcceptor;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmRefusedException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that would have its callers do with less protection than they ask for. */
public final class WeakHost implements AutoCloseable {

  private static final int CHALLENGE_FLAGS = 20;

  /** {@code RPC_E_INVALID_HEADER}. */
  private static final int INVALID_HEADER = 0x80010111;

  /** What it does. */
  public enum Weakness {
    /** Agrees to NTLM without sealing. */
    DOES_NOT_SEAL(0x00000020),
    /** Agrees to NTLM without extended session security. */
    OLD_SESSION_SECURITY(0x00080000),
    /** Agrees to NTLM with short keys. */
    SHORT_KEYS(0x20000000),
    /** Agrees to everything and answers unsigned. */
    ANSWERS_UNSIGNED(0),
    /** Agrees to everything and refuses a version of DCOM, unsigned. */
    REFUSES_UNSIGNED(0),
    /** Lets the bind stand without any security. */
    WANTS_NO_SECURITY(0);

    private final int withheld;

    Weakness(int withheld) {
      this.withheld = withheld;
    }
  }

  private final ServerSocket listener;
  private final Thread accepting;
  private final Weakness weakness;
  private final NtlmAccount account;
  private final AtomicInteger requests = new AtomicInteger();

  public WeakHost(InetAddress at, int port, NtlmAccount account, Weakness weakness)
      throws IOException {
    this.weakness = weakness;
    this.account = account;
    listener = new ServerSocket(port, 10, at);
    accepting = Thread.ofPlatform().daemon().start(this::accept);
  }

  /** How many requests came, of whatever protection. */
  public int requests() {
    return requests.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = listener.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      DataInputStream in = new DataInputStream(caller.getInputStream());
      while (true) {
        byte[] header = new byte[Pdu.HEADER_SIZE];
        in.readFully(header);
        byte[] bytes = Arrays.copyOf(header, Pdu.fragmentLength(header));
        in.readFully(bytes, header.length, bytes.length - header.length);
        Pdu pdu = Pdu.read(bytes);
        switch (pdu.type()) {
          case BIND, ALTER_CONTEXT -> caller.getOutputStream().write(acknowledge(pdu));
          case REQUEST -> {
            requests.incrementAndGet();
            if (weakness == Weakness.REFUSES_UNSIGNED) {
              caller
                  .getOutputStream()
                  .write(PduWriter.fault(pdu.callId(), 0, INVALID_HEADER, Optional.empty()));
              continue;
            }
            NdrWriter out = PduWriter.begin(PduType.RESPONSE, 3, pdu.callId());
            out.i32(64).u16(0).u16(0).bytes(new byte[64]).patch16(8, out.size());
            caller.getOutputStream().write(out.toByteArray());
          }
          default -> {}
        }
      }
    } catch (IOException e) {
      // The caller has had enough.
    } catch (MalformedException | NtlmRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] acknowledge(Pdu pdu) throws MalformedException, NtlmRefusedException {
    byte[] token = new byte[0];
    if (weakness != Weakness.WANTS_NO_SECURITY && pdu.trailer().isPresent()) {
      token = new NtlmAcceptor(List.of(account), "WEAK").challenge(pdu.trailer().get().token());
      ByteBuffer flags = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN);
      flags.putInt(CHALLENGE_FLAGS, flags.getInt(CHALLENGE_FLAGS) & ~weakness.withheld);
    }
    return BindAnswers.acknowledge(pdu, Bind.read(pdu), iid -> true, 1, 135, token);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    accepting.join();
  }
}
