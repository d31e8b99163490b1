package io.gpmcworker.replicas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between one replica and PostgreSQL, and does to its connections what networks do. */
final class DatabaseProxy implements AutoCloseable {

  private static final int BLOCK = 1 << 16;

  private final int target;
  private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final AtomicInteger deadListeners = new AtomicInteger();
  private volatile boolean refusing;
  private volatile boolean silent;
  private volatile boolean listenersSilent;
  private volatile boolean holding;
  private volatile Duration delay = Duration.ZERO;

  /**
   * @param target PostgreSQL's port on the loopback address
   */
  DatabaseProxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().name("proxy-" + listener.getLocalPort()).start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts every connection; new ones are made as before. */
  void cutOnce() {
    connections.forEach(Connection::close);
  }

  /** Cuts every connection, and refuses new ones until {@link #heal}. */
  void cut() {
    refusing = true;
    cutOnce();
  }

  /**
   * Nothing comes through any more, on any connection, and nobody is told. The connections of that
   * time stay dead for ever, as those do whose router has forgotten them.
   */
  void silence() {
    silent = true;
    connections.forEach(Connection::silence);
  }

  /** As {@link #silence}, but only for connections that LISTEN, those that will among them. */
  void silenceListeners() {
    listenersSilent = true;
    connections.stream().filter(it -> it.listens).forEach(Connection::silence);
  }

  /** The ports from which PostgreSQL is listened to, as it knows them. */
  List<Integer> listeners() {
    return connections.stream()
        .filter(it -> it.listens && !it.silenced)
        .map(it -> it.server.getLocalPort())
        .toList();
  }

  /** Whether it holds the connection that PostgreSQL knows by this port. */
  boolean isUsed(int port) {
    return connections.stream().anyMatch(it -> it.server.getLocalPort() == port);
  }

  /** How many listening connections have been silenced so far. */
  int deadListeners() {
    return deadListeners.get();
  }

  /** Nothing comes through until {@link #heal}; then all of it does. */
  void hold() {
    holding = true;
  }

  /** Every block takes that much longer. */
  void delay(Duration each) {
    delay = each;
  }

  /** New connections are made, and what was held comes through. */
  void heal() {
    refusing = false;
    silent = false;
    listenersSilent = false;
    delay = Duration.ZERO;
    lock.lock();
    try {
      holding = false;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          client.close();
          continue;
        }
        new Connection(client, new Socket(InetAddress.getLoopbackAddress(), target)).start();
      } catch (IOException e) {
        // PostgreSQL is away, or the proxy is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    heal();
    cutOnce();
  }

  private final class Connection {

    private final Socket client;
    private final Socket server;
    private volatile boolean listens;
    private volatile boolean silenced;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
      this.silenced = silent;
    }

    void start() {
      connections.add(this);
      Thread.ofVirtual().start(() -> pump(client, server, true));
      Thread.ofVirtual().start(() -> pump(server, client, false));
    }

    void silence() {
      if (listens && !silenced) {
        deadListeners.incrementAndGet();
      }
      silenced = true;
    }

    void close() {
      connections.remove(this);
      try (client;
          server) {
        // Both ends, whatever the other one's close says.
      } catch (IOException e) {
        // Closed is all that it shall be.
      }
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] block = new byte[BLOCK];
        for (int size = in.read(block); size >= 0; size = in.read(block)) {
          if (fromClient && !listens && isListen(block, size)) {
            listens = true;
            if (listenersSilent) {
              silence();
            }
          }
          awaitRelease();
          if (!delay.isZero()) {
            Thread.sleep(delay);
          }
          if (!silenced) {
            out.write(block, 0, size);
          }
        }
        if (silenced) {
          // The other side shall not hear of the end either.
          from.close();
          return;
        }
      } catch (IOException e) {
        // One side is gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!silenced) {
        close();
      }
    }

    private void awaitRelease() throws InterruptedException {
      if (!holding) {
        return;
      }
      lock.lock();
      try {
        while (holding) {
          released.await();
        }
      } finally {
        lock.unlock();
      }
    }

    private static boolean isListen(byte[] block, int size) {
      return new String(block, 0, size, StandardCharsets.ISO_8859_1).contains("LISTEN ");
    }
  }
}
