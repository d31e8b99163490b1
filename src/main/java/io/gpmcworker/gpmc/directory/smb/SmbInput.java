package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.smbj.share.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A file being read. Most files of a GPO are small: the first piece is, too. */
final class SmbInput extends InputStream {

  private static final int CREDIT = 64 << 10;
  private static final int FIRST_PIECE = CREDIT;
  private static final int PIECE = 1 << 20;

  private final SmbConnections connections;
  private final File file;
  private final String path;
  private byte[] piece = new byte[FIRST_PIECE];
  private int position;
  private int limit;
  private long offset;
  private boolean ended;
  private boolean closed;

  SmbInput(SmbConnections connections, File file, String path) {
    this.connections = connections;
    this.file = file;
    this.path = path;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(piece, position, buffer, from, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (closed) {
      throw new IOException("the file " + path + " has been closed");
    }
    if (ended) {
      return false;
    }
    if (offset == FIRST_PIECE) {
      piece = new byte[PIECE];
    }
    int count = connections.request(path, () -> file.read(piece, offset));
    position = 0;
    limit = Math.max(count, 0);
    offset += limit;
    // Only the end of a file cuts a read short (MS-FSA 2.1.5.3), or a lack of credits, of 64 KiB
    // each.
    ended = limit == 0 || limit % CREDIT != 0;
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      connections.request(
          path,
          () -> {
            file.close();
            return true;
          });
    }
  }
}
