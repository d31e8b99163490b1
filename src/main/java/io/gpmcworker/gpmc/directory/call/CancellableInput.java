package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file being copied: a cancel is seen between its blocks, and failures of reading can be told
 * from those of writing the copy.
 */
public final class CancellableInput extends FilterInputStream {

  private final Call call;
  private final String place;

  /**
   * @param place where the file is, for sentences
   */
  public CancellableInput(InputStream in, Call call, String place) {
    super(in);
    this.call = call;
    this.place = place;
  }

  @Override
  public int read() throws IOException {
    call.checkpointOfFiles();
    try {
      return in.read();
    } catch (IOException e) {
      throw new PlacedException(IoFailures.at(place, e));
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    call.checkpointOfFiles();
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw new PlacedException(IoFailures.at(place, e));
    }
  }
}
