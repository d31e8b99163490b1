package io.gpmcworker.gpmc.directory;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Stands between driver and directory and asks for each request what shall become of it. It knows
 * nothing of LDAP, so that an encrypted connection is as good.
 */
public final class LdapProxy implements Closeable {

  /** What becomes of a request. */
  public enum Fate {
    PASSES,
    /** The connection is cut before the directory hears of it. */
    LOST,
    /** The directory does it, and its answer is lost with the connection. */
    ANSWER_LOST
  }

  private final String host;
  private final int port;
  private final Supplier<Fate> fates;
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  /**
   * @param directory where requests go
   * @param fates is asked for each request, in their order
   */
  public LdapProxy(URI directory, Supplier<Fate> fates) throws IOException {
    this.host = directory.getHost();
    this.port = directory.getPort();
    this.fates = fates;
    Thread.ofVirtual().start(this::accept);
  }

  /** Where a driver finds the directory instead. */
  public URI address() {
    return URI.create("ldap://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        AtomicBoolean swallowing = new AtomicBoolean();
        Thread.ofVirtual().start(() -> answers(server, client, swallowing));
        Thread.ofVirtual().start(() -> requests(client, server, swallowing));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private static void answers(Socket server, Socket client, AtomicBoolean swallowing) {
    try (server;
        client) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] block = new byte[1 << 16];
      for (int size = in.read(block); size >= 0; size = in.read(block)) {
        if (swallowing.get()) {
          return;
        }
        out.write(block, 0, size);
      }
    } catch (IOException e) {
      // Cut or closed.
    }
  }

  /** The driver waits for each answer, so that each block read is one request. */
  private void requests(Socket client, Socket server, AtomicBoolean swallowing) {
    try {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      byte[] block = new byte[1 << 16];
      for (int size = in.read(block); size >= 0; size = in.read(block)) {
        switch (fates.get()) {
          case PASSES -> {}
          case LOST -> {
            client.close();
            server.close();
            return;
          }
          case ANSWER_LOST -> swallowing.set(true);
        }
        out.write(block, 0, size);
      }
      server.close();
    } catch (IOException e) {
      // Cut or closed.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
