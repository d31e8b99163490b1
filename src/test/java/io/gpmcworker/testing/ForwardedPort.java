package io.gpmcworker.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server's port at another address, which can be taken away and given back. */
public final class ForwardedPort implements AutoCloseable {

  private static final Duration RELEASED = Duration.ofSeconds(5);

  private final InetSocketAddress address;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger used = new AtomicInteger();
  private volatile InetSocketAddress server;
  private ServerSocket listener;

  /**
   * @param address where it listens; port 0 for any free one
   * @param server where it leads to
   */
  public ForwardedPort(InetSocketAddress address, InetSocketAddress server) throws IOException {
    this.server = server;
    this.listener = listen(address);
    this.address = new InetSocketAddress(address.getAddress(), listener.getLocalPort());
  }

  /** As above, to a server that is not known yet; see {@link #leadTo}. */
  public ForwardedPort(InetSocketAddress address) throws IOException {
    this(address, address);
  }

  /** Leads to another server from now on. */
  public void leadTo(InetSocketAddress other) {
    server = other;
  }

  /** Where it listens. */
  public int port() {
    return address.getPort();
  }

  /** How many connections have been made through it. */
  public int used() {
    return used.get();
  }

  private ServerSocket listen(InetSocketAddress at) throws IOException {
    long deadline = System.nanoTime() + RELEASED.toNanos();
    while (true) {
      ServerSocket opened = new ServerSocket();
      try {
        opened.setReuseAddress(true);
        opened.bind(at);
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
        used.incrementAndGet();
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
  public void takeAway() throws IOException {
    listener.close();
    for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
      socket.close();
    }
  }

  /** The server is back. */
  public void giveBack() throws IOException {
    listener = listen(address);
  }

  @Override
  public void close() throws IOException {
    takeAway();
  }
}
