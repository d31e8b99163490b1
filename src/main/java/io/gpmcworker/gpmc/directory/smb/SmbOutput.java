package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.smbj.share.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** A file being written, in pieces. */
final class SmbOutput extends OutputStream {

  private static final int FIRST_PIECE = 8 << 10;
  private static final int PIECE = 1 << 20;

  private final SmbConnections connections;
  private final File file;
  private final String path;
  private byte[] piece = new byte[FIRST_PIECE];
  private int count;
  private long offset;
  private boolean closed;

  SmbOutput(SmbConnections connections, File file, String path) {
    this.connections = connections;
    this.file = file;
    this.path = path;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, buffer.length);
    if (closed) {
      throw new IOException("the file " + path + " has been closed");
    }
    int done = 0;
    while (done < length) {
      if (count == PIECE) {
        send();
      }
      makeRoom(length - done);
      int part = Math.min(length - done, piece.length - count);
      System.arraycopy(buffer, from + done, piece, count, part);
      count += part;
      done += part;
    }
  }

  private void makeRoom(int more) {
    if (piece.length < PIECE && piece.length - count < more) {
      long wanted = Math.max(2L * piece.length, (long) count + more);
      piece = Arrays.copyOf(piece, (int) Math.min(PIECE, wanted));
    }
  }

  private void send() throws IOException {
    int sent = 0;
    while (sent < count) {
      int from = sent;
      long written = connections.request(path, () -> file.write(piece, offset, from, count - from));
      if (written <= 0) {
        throw new IOException("the server wrote nothing of the file " + path);
      }
      sent += Math.toIntExact(written);
      offset += written;
    }
    count = 0;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      send();
    } finally {
      connections.request(
          path,
          () -> {
            file.close();
            return true;
          });
    }
  }
}
