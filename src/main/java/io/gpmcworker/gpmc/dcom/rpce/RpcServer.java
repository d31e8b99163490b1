package io.gpmcworker.gpmc.dcom.rpce;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAcceptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Serves calls on one TCP port (MS-RPCE over {@code ncacn_ip_tcp}). Every caller has to
 * authenticate by NTLMv2 at packet integrity or privacy; what is less, malformed, too large or too
 * slow is sent away, at a cost that {@link RpcLimits} bounds.
 */
public final class RpcServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RpcServer.class.getName());

  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(1);
  private static final int BACKLOG = 64;

  private final ServerSocket listener;
  private final RpcService service;
  private final Supplier<NtlmAcceptor> acceptors;
  private final RpcLimits limits;
  private final RequestMemory memory;
  private final ScheduledExecutorService clock;
  private final Thread accepting;
  private final Set<Thread> serving = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unauthenticated = new AtomicInteger();
  private final AtomicLong lastRefusal;

  /**
   * Begins to listen.
   *
   * @param at the address; port 0 for any free one
   * @param acceptors makes the server's side of a handshake
   * @throws IOException if the address cannot be had
   */
  public RpcServer(
      InetSocketAddress at, RpcService service, Supplier<NtlmAcceptor> acceptors, RpcLimits limits)
      throws IOException {
    this.service = service;
    this.acceptors = acceptors;
    this.limits = limits;
    this.memory = new RequestMemory(limits.requests());
    this.lastRefusal = new AtomicLong(System.nanoTime() - BETWEEN_REFUSALS.toNanos());
    this.listener = new ServerSocket();
    try {
      listener.bind(at, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new IOException("The address " + at + " cannot be listened on: " + e.getMessage(), e);
    }
    String name = "rpc-" + listener.getLocalPort();
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-clock").factory());
    this.accepting = Thread.ofPlatform().daemon().name(name).start(this::accept);
  }

  /** The port that it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many callers are connected. */
  public int connections() {
    return open.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        if (open.size() >= limits.connections()) {
          refused(socket.getRemoteSocketAddress(), "there are too many connections");
          socket.close();
        } else if (unauthenticated.get() >= limits.unauthenticated()) {
          refused(socket.getRemoteSocketAddress(), "too many callers have not said who they are");
          socket.close();
        } else {
          begin(socket);
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.log(System.Logger.Level.WARNING, "A connection could not be taken", e);
          pause();
        }
      }
    }
  }

  /** When file handles are used up, to try again at once would only burn the processor. */
  private static void pause() {
    try {
      Thread.sleep(BETWEEN_REFUSALS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    unauthenticated.incrementAndGet();
    Thread thread =
        Thread.ofVirtual()
            .name("rpc-" + port() + "-" + socket.getRemoteSocketAddress())
            .unstarted(() -> serve(socket));
    serving.add(thread);
    thread.start();
  }

  private void serve(Socket socket) {
    SocketAddress from = socket.getRemoteSocketAddress();
    boolean[] known = {false};
    try {
      FragmentStream stream = new FragmentStream(socket, limits.fragment(), clock);
      RpcConnection connection =
          new RpcConnection(
              stream,
              service,
              acceptors,
              limits,
              memory,
              port(),
              () -> {
                known[0] = true;
                unauthenticated.decrementAndGet();
              });
      connection.serve(why -> refused(from, why));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A connection broke at once", e);
    } finally {
      if (!known[0]) {
        unauthenticated.decrementAndGet();
      }
      close(socket);
      open.remove(socket);
      serving.remove(Thread.currentThread());
    }
  }

  /** At most one line a second, so that nobody fills the disk by knocking. */
  private void refused(SocketAddress from, String why) {
    long now = System.nanoTime();
    long last = lastRefusal.get();
    boolean tell = now - last >= BETWEEN_REFUSALS.toNanos() && lastRefusal.compareAndSet(last, now);
    LOG.log(
        tell ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "{0} is not served on port {1}: {2}",
        from,
        Integer.toString(port()),
        why);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** Hangs up on everybody. Calls that are being served end first, within five seconds. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A port could not be given back", e);
    }
    open.forEach(RpcServer::close);
    long deadline = System.nanoTime() + CLOSING.toNanos();
    try {
      accepting.join(CLOSING);
      for (Thread thread : serving) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        thread.join(Duration.ofMillis(Math.max(1, left)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clock.shutdownNow();
  }
}
