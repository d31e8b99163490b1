package io.gpmcworker.testing.samba;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One port of a server at another address, where the server can go away and come back. */
public final class Outage implements AutoCloseable {

  private static final Duration RELEASED = Duration.ofSeconds(5);

  private final InetAddress address;
  private final InetSocketAddress server;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private ServerSocket listener;

  /**
   * @param address where it listens, on the server's port
   */
  public Outage(InetAddress address, InetSocketAddress server) throws IOException {
    this.address = address;
    this.server = server;
    this.listener = listen();
  }

  private ServerSocket listen() throws IOException {
    long deadline = System.nanoTime() + RELEASED.toNanos();
    while (true) {
      ServerSocket opened = new ServerSocket();
      try {
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(address, server.getPort()));
        Thread.ofVirtual().start(() -> accept(opened));
        return opened;
      } catch (BindException e) {
        opened.close();
        // The thread that accepted has not let go of the port yet.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket client = from.accept();
        Socket onward = new Socket(server.getAddress(), server.getPort());
        sockets.add(client);
        sockets.add(onward);
        Thread.ofVirtual().start(() -> carry(client, onward));
        Thread.ofVirtual().start(() -> carry(onward, client));
      }
    } catch (IOException e) {
      // The server went away.
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut or closed.
    }
  }

  /** The server goes away, and every connection with it. */
  public void begin() throws IOException {
    listener.close();
    for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
      socket.close();
    }
  }

  /** The server is back. */
  public void end() throws IOException {
    listener = listen();
  }

  @Override
  public void close() throws IOException {
    begin();
  }
}
