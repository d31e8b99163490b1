package io.gpmcworker.gpmc.directory.smb.nio;

import io.gpmcworker.gpmc.directory.smb.SmbLock;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A file on a share that is opened to be locked. */
final class SmbLockChannel extends FileChannel {

  private final SmbShare share;
  private final String place;

  SmbLockChannel(SmbShare share, String place) {
    this.share = share;
    this.place = place;
  }

  /** The whole file for this program alone, whatever part was asked for. */
  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return share.tryLock(place).map(lock -> new Held(this, lock)).orElse(null);
  }

  /** The whole file, locked. */
  private static final class Held extends FileLock {

    private final SmbLock lock;
    private boolean released;

    Held(FileChannel channel, SmbLock lock) {
      super(channel, 0, Long.MAX_VALUE, false);
      this.lock = lock;
    }

    @Override
    public synchronized boolean isValid() {
      return !released;
    }

    @Override
    public synchronized void release() throws IOException {
      if (!released) {
        released = true;
        lock.close();
      }
    }
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw lockedOnly();
  }

  @Override
  protected void implCloseChannel() {}

  private static UnsupportedOperationException lockedOnly() {
    return new UnsupportedOperationException("this channel is for a lock alone");
  }

  @Override
  public int read(ByteBuffer target) {
    throw lockedOnly();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw lockedOnly();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw lockedOnly();
  }

  @Override
  public int write(ByteBuffer source) {
    throw lockedOnly();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw lockedOnly();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw lockedOnly();
  }

  @Override
  public long position() {
    throw lockedOnly();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw lockedOnly();
  }

  @Override
  public long size() {
    throw lockedOnly();
  }

  @Override
  public FileChannel truncate(long size) {
    throw lockedOnly();
  }

  @Override
  public void force(boolean metaData) {
    throw lockedOnly();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw lockedOnly();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw lockedOnly();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw lockedOnly();
  }
}
