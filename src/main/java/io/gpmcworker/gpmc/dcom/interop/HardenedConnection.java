package io.gpmcworker.gpmc.dcom.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Properties;
import ndr.NdrBuffer;
import org.jspecify.annotations.Nullable;
import rpc.Security;
import rpc.core.AuthenticationVerifier;
import rpc.security.ntlm.NtlmConnection;

/**
 * A connection that is at packet privacy or not at all. j-Interop itself takes whatever level a
 * host agrees to, and answers that are not signed.
 */
final class HardenedConnection extends NtlmConnection {

  private static final int RESPONSE = 2;
  private static final int FAULT = 3;
  private static final int BIND = 11;
  private static final int AUTH3 = 16;
  private static final int TYPE = 2;
  private static final int FLAGS = 3;
  private static final int AUTH_LENGTH = 10;
  private static final int LAST_FRAGMENT = 2;
  private static final int SIGNATURE_SIZE = 16;
  private static final int NTLM = 10;

  private static final int FAULT_STATUS = 24;

  private static final int CHALLENGE_TYPE = 2;
  private static final int CHALLENGE_FLAGS = 20;

  /** Signing, sealing, extended session security, 128-bit keys, key exchange. */
  private static final int REQUIRED =
      0x00000010 | 0x00000020 | 0x00080000 | 0x20000000 | 0x40000000;

  /** The largest answer; a report of many megabytes has room. */
  private static final int MAX_RESPONSE = 64 << 20;

  /**
   * A fault that is not signed. A host that does not know the account cannot sign; but anybody else
   * can send this too, so it says nothing of a call.
   */
  static final class UnsignedFaultException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    UnsignedFaultException(int status) {
      super(String.format("it refuses with an unsigned fault 0x%08X", status));
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private boolean established;
  private int received;

  HardenedConnection(Properties properties) {
    super(properties);
  }

  @Override
  protected void setSecurity(Security security) {
    super.setSecurity(security);
    established = true;
  }

  @Override
  protected void incomingRebind(AuthenticationVerifier verifier) throws IOException {
    byte[] token = verifier.body;
    if (token.length < CHALLENGE_FLAGS + 4 || token[8] != CHALLENGE_TYPE) {
      throw new IOException("The host does not answer with an NTLM challenge");
    }
    int flags = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN).getInt(CHALLENGE_FLAGS);
    if ((flags & REQUIRED) != REQUIRED) {
      throw new IOException(
          String.format(
              "The host does not agree to packet privacy with 128-bit keys (NTLM flags 0x%08X)",
              flags));
    }
    super.incomingRebind(verifier);
  }

  @Override
  protected @Nullable AuthenticationVerifier outgoingRebind() throws IOException {
    AuthenticationVerifier verifier = super.outgoingRebind();
    if (verifier != null && verifier.protectionLevel != Security.PROTECTION_LEVEL_PRIVACY) {
      throw new IOException("A call would go out below packet privacy");
    }
    return verifier;
  }

  /** A host that agrees to a bind and leaves its security out would get calls without any. */
  @Override
  protected void processOutgoing() throws IOException {
    int type = ndr.getBuffer().getBuffer()[TYPE];
    if (!established && type != BIND && type != AUTH3) {
      throw new IOException("A call would go out below packet privacy");
    }
    super.processOutgoing();
  }

  @Override
  protected void processIncoming(NdrBuffer buffer) throws IOException {
    byte[] bytes = buffer.getBuffer();
    int length = buffer.getLength();
    int type = bytes[TYPE];
    if (type == RESPONSE || (type == FAULT && established)) {
      ByteBuffer view = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
      int trailer = length - SIGNATURE_SIZE - 8;
      if (!established
          || view.getShort(AUTH_LENGTH) != SIGNATURE_SIZE
          || trailer < 24
          || bytes[trailer] != NTLM
          || bytes[trailer + 1] != Security.PROTECTION_LEVEL_PRIVACY) {
        if (type == FAULT && length >= FAULT_STATUS + 4) {
          throw new UnsignedFaultException(view.getInt(FAULT_STATUS));
        }
        throw new IOException("The host answers below packet privacy");
      }
      received += length;
      if (received > MAX_RESPONSE) {
        throw new IOException("The host answers with more than " + MAX_RESPONSE + " bytes");
      }
      if ((bytes[FLAGS] & LAST_FRAGMENT) != 0) {
        received = 0;
      }
    }
    super.processIncoming(buffer);
  }
}
