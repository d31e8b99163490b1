package io.gpmcworker.gpmc.directory;

import static java.util.Objects.requireNonNull;

import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The SYSVOL of a Samba on this machine, to be looked at after each of many calls: what files hold
 * comes from the server's disk, where every write of a client is at once. Descriptors come over
 * SMB, but only when the file system has changed the file since they were asked for.
 */
final class SambaDisk implements Sysvol {

  /** Who changes a file twice within the clock's tick leaves the same time on it. */
  private static final Duration TICK = Duration.ofMillis(100);

  private final Path top;
  private final Sysvol disk;
  private final Sysvol smb;
  private final ConcurrentMap<State, SecurityDescriptor> known = new ConcurrentHashMap<>();

  /** A file as it was, until its time of change is another: whatever is done to it sets that. */
  private record State(Object inode, Instant changed) {}

  /**
   * @param top the domain's folder on the disk
   * @param smb the same over SMB
   */
  SambaDisk(Path top, Sysvol smb) {
    this.top = top;
    this.disk = new FolderSysvol(top);
    this.smb = smb;
  }

  @Override
  public boolean exists(SysvolPath path) throws IOException {
    return disk.exists(path);
  }

  @Override
  public List<SysvolEntry> children(SysvolPath folder) throws IOException {
    return disk.children(folder);
  }

  @Override
  public InputStream read(SysvolPath file) throws IOException {
    return disk.read(file);
  }

  @Override
  public Optional<SecurityDescriptor> descriptor(SysvolPath path) throws IOException {
    State state = state(path);
    SecurityDescriptor held = known.get(state);
    if (held == null) {
      held = smb.descriptor(path).orElseThrow();
      if (state.changed().isBefore(Instant.now().minus(TICK)) && state.equals(state(path))) {
        known.put(state, held);
      }
    }
    return Optional.of(held);
  }

  /** The names are as the disk has them: they come from {@link #children}. */
  private State state(SysvolPath path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(top.resolve(String.join("/", path.names())), "unix:ino,ctime");
    return new State(
        requireNonNull(attributes.get("ino")),
        ((FileTime) requireNonNull(attributes.get("ctime"))).toInstant());
  }

  @Override
  public void connect() {}

  @Override
  public OutputStream write(SysvolPath file) {
    throw onlyLooks();
  }

  @Override
  public void createFolder(SysvolPath folder) {
    throw onlyLooks();
  }

  @Override
  public void rename(SysvolPath from, SysvolPath to) {
    throw onlyLooks();
  }

  @Override
  public void delete(SysvolPath path) {
    throw onlyLooks();
  }

  @Override
  public boolean secure(SysvolPath path, SecurityDescriptor descriptor) {
    throw onlyLooks();
  }

  private static UnsupportedOperationException onlyLooks() {
    return new UnsupportedOperationException("a test that looks changes nothing");
  }

  @Override
  public void close() {}
}
