package io.gpmcworker.gpmc.dcom.rpce;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Fragments on a socket. Each has to arrive, and to go out, within a time. */
final class FragmentStream {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Duration fragment;
  private final ScheduledExecutorService clock;

  FragmentStream(Socket socket, Duration fragment, ScheduledExecutorService clock)
      throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.fragment = fragment;
    this.clock = clock;
  }

  /**
   * The next fragment.
   *
   * @param patience how long to wait for it to begin
   * @throws EOFException if the caller has hung up
   * @throws SocketTimeoutException if it does not come in time
   */
  Pdu read(Duration patience) throws IOException, MalformedException {
    byte[] header = new byte[Pdu.HEADER_SIZE];
    fill(header, 0, 1, System.nanoTime() + patience.toNanos());
    long deadline = System.nanoTime() + fragment.toNanos();
    fill(header, 1, Pdu.HEADER_SIZE, deadline);
    byte[] bytes = new byte[Pdu.fragmentLength(header)];
    System.arraycopy(header, 0, bytes, 0, header.length);
    fill(bytes, header.length, bytes.length, deadline);
    return Pdu.read(bytes);
  }

  private void fill(byte[] bytes, int from, int to, long deadline) throws IOException {
    int at = from;
    while (at < to) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("a caller takes too long");
      }
      socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      int count = in.read(bytes, at, to - at);
      if (count < 0) {
        throw new EOFException();
      }
      at += count;
    }
  }

  /** Sends; a caller who does not take it in time loses his connection. */
  void write(byte[] bytes) throws IOException {
    ScheduledFuture<?> tooLate =
        clock.schedule(this::close, fragment.toMillis(), TimeUnit.MILLISECONDS);
    try {
      out.write(bytes);
      out.flush();
    } finally {
      tooLate.cancel(false);
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
