package io.gpmcworker.gpmc.dcom.interop;

import java.io.IOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import rpc.Connection;
import rpc.ConnectionOrientedPdu;
import rpc.core.PresentationContext;
import rpc.pdu.BindAcknowledgePdu;
import rpc.security.ntlm.NtlmConnectionContext;

/** Makes every connection of j-Interop a {@link HardenedConnection}. Named in its properties. */
public final class HardenedConnectionContext extends NtlmConnectionContext {

  private @Nullable HardenedConnection connection;

  @Override
  public ConnectionOrientedPdu init2(PresentationContext context, Properties properties) {
    connection = new HardenedConnection(properties);
    return super.init2(context, properties);
  }

  @Override
  public @Nullable ConnectionOrientedPdu accept(ConnectionOrientedPdu pdu) throws IOException {
    ConnectionOrientedPdu answer = super.accept(pdu);
    if (pdu instanceof BindAcknowledgePdu acknowledged && connection != null) {
      connection.setTransmitLength(acknowledged.getMaxReceiveFragment());
      connection.setReceiveLength(acknowledged.getMaxTransmitFragment());
    }
    return answer;
  }

  @Override
  public @Nullable Connection getConnection() {
    return connection;
  }
}
