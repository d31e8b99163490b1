package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A SYSVOL of which one call fails, once. */
class FailingSysvol implements Sysvol {

  private final Sysvol sysvol;
  private final AtomicInteger calls;
  private final int failAt;

  /**
   * @param calls counts the calls
   * @param failAt the call that fails, from 1
   */
  FailingSysvol(Sysvol sysvol, AtomicInteger calls, int failAt) {
    this.sysvol = sysvol;
    this.calls = calls;
    this.failAt = failAt;
  }

  /** Whether the call of the given number fails. */
  boolean fails(int call) {
    return call == failAt;
  }

  final int failAt() {
    return failAt;
  }

  private Sysvol next() throws IOException {
    int call = calls.incrementAndGet();
    if (fails(call)) {
      throw new IOException("injected failure of call " + call);
    }
    return sysvol;
  }

  @Override
  public void connect() throws IOException {
    sysvol.connect();
  }

  @Override
  public boolean exists(SysvolPath path) throws IOException {
    return next().exists(path);
  }

  @Override
  public List<SysvolEntry> children(SysvolPath folder) throws IOException {
    return next().children(folder);
  }

  @Override
  public InputStream read(SysvolPath file) throws IOException {
    return next().read(file);
  }

  @Override
  public OutputStream write(SysvolPath file) throws IOException {
    return next().write(file);
  }

  @Override
  public void createFolder(SysvolPath folder) throws IOException {
    next().createFolder(folder);
  }

  @Override
  public void rename(SysvolPath from, SysvolPath to) throws IOException {
    next().rename(from, to);
  }

  @Override
  public void delete(SysvolPath path) throws IOException {
    next().delete(path);
  }

  @Override
  public Optional<SecurityDescriptor> descriptor(SysvolPath path) throws IOException {
    return next().descriptor(path);
  }

  @Override
  public boolean secure(SysvolPath path, SecurityDescriptor descriptor) throws IOException {
    return next().secure(path, descriptor);
  }

  @Override
  public void close() {
    sysvol.close();
  }
}
