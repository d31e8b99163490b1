package io.gpmcworker.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a browser and the worker: while it is cut, it is as if the worker were gone. */
final class Line implements AutoCloseable {

  private final int target;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  Line(int target) throws IOException {
    this.target = target;
    this.listener = listen(0);
  }

  int port() {
    return listener.getLocalPort();
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Thread.ofVirtual().start(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket near = from.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        ends.add(near);
        ends.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      } catch (IOException e) {
        // Cut; or somebody changed his mind.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One of the two has gone; now both have.
    } finally {
      ends.remove(from);
      ends.remove(to);
    }
  }

  /** Every connection ends, and none is made. */
  void cut() throws IOException {
    listener.close();
    for (Socket end : ends) {
      end.close();
    }
  }

  /** As it was, at the same address. */
  void mend() throws IOException {
    listener = listen(listener.getLocalPort());
  }

  @Override
  public void close() {
    try {
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
