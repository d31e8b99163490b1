package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.protocol.commons.buffer.Buffer;
import com.hierynomus.protocol.transport.PacketFactory;
import com.hierynomus.protocol.transport.PacketHandlers;
import com.hierynomus.protocol.transport.PacketReceiver;
import com.hierynomus.protocol.transport.TransportException;
import com.hierynomus.protocol.transport.TransportLayer;
import com.hierynomus.smb.SMBPacket;
import com.hierynomus.smb.SMBPacketData;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.transport.TransportLayerFactory;
import com.hierynomus.smbj.transport.tcp.direct.DirectTcpTransport;
import java.io.IOException;

/**
 * The transport of one connection. When it breaks, or brings what cannot be understood, everybody
 * who waits for an answer is told at once. Left to itself the library ends its reader thread
 * without a word on an unforeseen message, and on a broken connection first logs off and waits for
 * an answer that only that same thread could read.
 */
final class SmbTransport implements TransportLayerFactory<SMBPacketData<?>, SMBPacket<?, ?>> {

  private final SmbSockets socket;

  /**
   * @param socket the connection's own
   */
  SmbTransport(SmbSockets socket) {
    this.socket = socket;
  }

  @Override
  public TransportLayer<SMBPacket<?, ?>> createTransportLayer(
      PacketHandlers<SMBPacketData<?>, SMBPacket<?, ?>> handlers, SmbConfig config) {
    return new DirectTcpTransport<>(
        socket,
        config.getSoTimeout(),
        new PacketHandlers<>(
            handlers.getSerializer(),
            new Receiver(handlers.getReceiver()),
            new Parser(handlers.getPacketFactory())));
  }

  private final class Receiver implements PacketReceiver<SMBPacketData<?>> {

    private final PacketReceiver<SMBPacketData<?>> receiver;

    Receiver(PacketReceiver<SMBPacketData<?>> receiver) {
      this.receiver = receiver;
    }

    @Override
    public void handle(SMBPacketData<?> packet) throws TransportException {
      try {
        receiver.handle(packet);
      } catch (RuntimeException e) {
        throw new TransportException(e);
      }
    }

    @Override
    public void handleError(Throwable failure) {
      socket.close();
      receiver.handleError(failure);
    }
  }

  private record Parser(PacketFactory<SMBPacketData<?>> parser)
      implements PacketFactory<SMBPacketData<?>> {

    @Override
    public SMBPacketData<?> read(byte[] data) throws Buffer.BufferException, IOException {
      try {
        return parser.read(data);
      } catch (RuntimeException e) {
        throw new IOException("a message that is none of SMB", e);
      }
    }

    @Override
    public boolean canHandle(byte[] data) {
      return parser.canHandle(data);
    }
  }
}
