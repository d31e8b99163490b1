package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A SYSVOL whose every call is told of before and after it is made, those on open files too. */
record WatchedSysvol(Sysvol sysvol, Watch watch) implements Sysvol {

  /** Hears of calls; throwing makes them fail: before one, or after it has done its work. */
  interface Watch {
    /** A call is about to be made. */
    default void before(SysvolCall call) throws IOException {}

    /** A call has been made. */
    default void after(SysvolCall call) throws IOException {}
  }

  /**
   * A call.
   *
   * @param writes whether it can change something
   */
  record SysvolCall(String verb, SysvolPath path, boolean writes) {
    /** Whether a client of the domain can see what it did. */
    boolean canBeSeen() {
      return writes && (verb.equals("rename") || path.names().contains("Policies"));
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T reading(String verb, SysvolPath path, Work<T> work) throws IOException {
    return told(new SysvolCall(verb, path, false), work);
  }

  private void writing(String verb, SysvolPath path, Work<?> work) throws IOException {
    told(new SysvolCall(verb, path, true), work);
  }

  private <T> T told(SysvolCall call, Work<T> work) throws IOException {
    watch.before(call);
    T result = work.run();
    watch.after(call);
    return result;
  }

  /** Who is not told that he opened a file cannot close it: its server does, or it stays in use. */
  private <T extends Closeable> T opened(SysvolCall call, Work<T> work) throws IOException {
    watch.before(call);
    T file = work.run();
    try {
      watch.after(call);
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public boolean exists(SysvolPath path) throws IOException {
    return reading("exists", path, () -> sysvol.exists(path));
  }

  @Override
  public List<SysvolEntry> children(SysvolPath folder) throws IOException {
    return reading("children", folder, () -> sysvol.children(folder));
  }

  @Override
  public InputStream read(SysvolPath file) throws IOException {
    InputStream in = opened(new SysvolCall("open", file, false), () -> sysvol.read(file));
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] block, int offset, int length) throws IOException {
        return reading("read", file, () -> in.read(block, offset, length));
      }
    };
  }

  @Override
  public OutputStream write(SysvolPath file) throws IOException {
    OutputStream out = opened(new SysvolCall("create", file, true), () -> sysvol.write(file));
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] block, int offset, int length) throws IOException {
        writing(
            "write",
            file,
            () -> {
              out.write(block, offset, length);
              return file;
            });
      }

      @Override
      public void close() throws IOException {
        try {
          watch.before(new SysvolCall("close", file, true));
        } finally {
          out.close();
        }
        watch.after(new SysvolCall("close", file, true));
      }
    };
  }

  @Override
  public void createFolder(SysvolPath folder) throws IOException {
    writing(
        "createFolder",
        folder,
        () -> {
          sysvol.createFolder(folder);
          return folder;
        });
  }

  @Override
  public void rename(SysvolPath from, SysvolPath to) throws IOException {
    writing(
        "rename",
        to,
        () -> {
          sysvol.rename(from, to);
          return to;
        });
  }

  @Override
  public void delete(SysvolPath path) throws IOException {
    writing(
        "delete",
        path,
        () -> {
          sysvol.delete(path);
          return path;
        });
  }

  @Override
  public void connect() throws IOException {
    sysvol.connect();
  }

  @Override
  public Optional<SecurityDescriptor> descriptor(SysvolPath path) throws IOException {
    return reading("descriptor", path, () -> sysvol.descriptor(path));
  }

  @Override
  public boolean secure(SysvolPath path, SecurityDescriptor descriptor) throws IOException {
    return told(new SysvolCall("secure", path, true), () -> sysvol.secure(path, descriptor));
  }

  /** What is watched is closed by whoever opened it. */
  @Override
  public void close() {}
}
