package io.gpmcworker.gpmc.directory.smb;

import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket of one connection: it looks up hosts where all others do, does not wait for
 * ever, and can be closed past everybody who uses it.
 */
final class SmbSockets extends SocketFactory implements AutoCloseable {

  private final HostNames names;
  private final Duration timeout;
  private volatile @Nullable Socket made;

  SmbSockets(HostNames names, Duration timeout) {
    this.names = names;
    this.timeout = timeout;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    IOException failure = new IOException("no address");
    for (InetAddress address : names.addresses(host)) {
      try {
        return createSocket(address, port);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
      socket.setTcpNoDelay(true);
      made = socket;
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return createSocket(address, port);
  }

  @Override
  public void close() {
    Socket socket = made;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // Nothing is lost with it: who used it sees that it is closed.
        return;
      }
    }
  }
}
