package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A domain's folder in SYSVOL. Names are compared without regard to case, as Windows does. Safe for
 * use by many threads.
 *
 * <p>The verbs are those of a file share, so that one over SMB and one over a mounted folder look
 * the same from above.
 */
public interface Sysvol extends AutoCloseable {

  /**
   * Makes sure that it can be reached.
   *
   * @throws IOException if it cannot
   */
  void connect() throws IOException;

  /** Whether there is a file or folder. */
  boolean exists(SysvolPath path) throws IOException;

  /** What is directly in a folder, by name; empty for a folder that does not exist. */
  List<SysvolEntry> children(SysvolPath folder) throws IOException;

  /** Opens a file to be read from its beginning. */
  InputStream read(SysvolPath file) throws IOException;

  /** Opens a file to be written; creates it and the folders above it, replaces what it held. */
  OutputStream write(SysvolPath file) throws IOException;

  /** Creates a folder and those above it; nothing to do where it exists. */
  void createFolder(SysvolPath folder) throws IOException;

  /**
   * Renames a file or folder in one step. A file of the new name is replaced, a folder is not; the
   * folder above the new name must exist.
   */
  void rename(SysvolPath from, SysvolPath to) throws IOException;

  /** Removes a file, or a folder and all in it; nothing to do where there is none. */
  void delete(SysvolPath path) throws IOException;

  /**
   * Owner, group and DACL of a file or folder; empty where this SYSVOL keeps none, as a folder of
   * this machine does.
   */
  Optional<SecurityDescriptor> descriptor(SysvolPath path) throws IOException;

  /**
   * Gives a file or folder the owner, group and DACL of a descriptor; nothing to do where none are
   * kept. An account without the right to make another the owner sets the DACL alone.
   *
   * @return whether owner and group were set as well
   */
  boolean secure(SysvolPath path, SecurityDescriptor descriptor) throws IOException;

  @Override
  void close();
}
