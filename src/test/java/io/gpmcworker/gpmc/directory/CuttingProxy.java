package io.gpmcworker.gpmc.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between driver and directory, and cuts the connection once, at a given request. */
final class CuttingProxy implements AutoCloseable {

  /** What gets lost when the connection is cut. */
  enum Lost {
    /** The directory never hears of the request. */
    REQUEST,
    /** The directory does it, and its answer is lost. */
    ANSWER
  }

  private final int target;
  private final int cutAt;
  private final Lost lost;
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger requests = new AtomicInteger();

  CuttingProxy(int target, int cutAt, Lost lost) throws IOException {
    this.target = target;
    this.cutAt = cutAt;
    this.lost = lost;
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("ldap://127.0.0.1:" + listener.getLocalPort());
  }

  boolean hasCut() {
    return requests.get() >= cutAt;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> answers(server, client));
        Thread.ofVirtual().start(() -> requests(client, server));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private static void answers(Socket server, Socket client) {
    try (server;
        client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // Cut or closed.
    }
  }

  /** The driver waits for each answer, so that each block read is one request. */
  private void requests(Socket client, Socket server) {
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      byte[] block = new byte[1 << 20];
      for (int size = in.read(block); size >= 0; size = in.read(block)) {
        boolean cut = requests.incrementAndGet() == cutAt;
        if (cut && lost == Lost.REQUEST) {
          return;
        }
        if (cut) {
          client.shutdownOutput();
        }
        out.write(block, 0, size);
        if (cut) {
          Thread.sleep(100);
          return;
        }
      }
    } catch (IOException e) {
      // Cut or closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
