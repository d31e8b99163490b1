package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msdtyp.FileTime;
import com.hierynomus.msfscc.FileAttributes;
import com.hierynomus.msfscc.fileinformation.FileAllInformation;
import com.hierynomus.msfscc.fileinformation.FileBasicInformation;
import com.hierynomus.msfscc.fileinformation.FileIdBothDirectoryInformation;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.share.DiskEntry;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.directory.credential.KerberosLogin;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A share of files on a server. Connects when first needed, and again where a connection broke.
 * Safe for use by many threads. Failures are those of {@code java.nio.file}; a server that does not
 * answer is an {@link io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException}.
 */
public final class SmbShare implements AutoCloseable {

  /** Others may do what they like meanwhile, as on any file server. */
  static final Set<SMB2ShareAccess> SHARED = SMB2ShareAccess.ALL;

  private static final Set<FileAttributes> NORMAL =
      EnumSet.of(FileAttributes.FILE_ATTRIBUTE_NORMAL);

  private final String server;
  private final String name;
  private final SmbConnections connections;

  /** A share of a server that is no domain controller. */
  public SmbShare(
      String server,
      String name,
      SmbSettings settings,
      HostNames names,
      Optional<KerberosLogin> tickets) {
    this(server, name, settings, names, tickets, ControllerCalls.NOBODY);
  }

  /**
   * A share to which nothing is connected yet.
   *
   * @param server its DNS name, which its Kerberos name bears
   * @param name the share's name
   * @param names where hosts are
   * @param tickets of the principal, if Kerberos says who we are
   * @param calls is told of every request
   */
  public SmbShare(
      String server,
      String name,
      SmbSettings settings,
      HostNames names,
      Optional<KerberosLogin> tickets,
      ControllerCalls calls) {
    this.server = server;
    this.name = name;
    this.connections = new SmbConnections(server, name, settings, names, tickets, calls);
  }

  /** Makes sure that the server answers and lets the worker in. */
  public void connect() throws IOException {
    connections.run("", DiskShare::isConnected);
  }

  /** A file or folder; empty where there is none. */
  public Optional<SmbEntry> find(String path) throws IOException {
    return connections.run(
        path,
        share -> {
          try (DiskEntry entry = open(share, path, AccessMask.FILE_READ_ATTRIBUTES)) {
            FileAllInformation all = entry.getFileInformation();
            return Optional.of(
                entry(
                    path.substring(path.lastIndexOf('\\') + 1),
                    all.getBasicInformation().getFileAttributes(),
                    all.getStandardInformation().getEndOfFile(),
                    all.getBasicInformation().getLastWriteTime()));
          } catch (SMBApiException e) {
            if (SmbErrors.isNotFound(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** What is directly in a folder, in no order. */
  public List<SmbEntry> list(String folder) throws IOException {
    return connections.run(
        folder,
        share -> {
          List<SmbEntry> entries = new ArrayList<>();
          for (FileIdBothDirectoryInformation found : share.list(folder)) {
            String called = found.getFileName();
            if (!called.equals(".") && !called.equals("..")) {
              entries.add(
                  entry(
                      called,
                      found.getFileAttributes(),
                      found.getEndOfFile(),
                      found.getLastWriteTime()));
            }
          }
          return entries;
        });
  }

  private static SmbEntry entry(String called, long attributes, long size, FileTime modified) {
    SmbEntry.Kind kind =
        has(attributes, FileAttributes.FILE_ATTRIBUTE_REPARSE_POINT)
            ? SmbEntry.Kind.REPARSE_POINT
            : has(attributes, FileAttributes.FILE_ATTRIBUTE_DIRECTORY)
                ? SmbEntry.Kind.FOLDER
                : SmbEntry.Kind.FILE;
    return new SmbEntry(called, kind, kind == SmbEntry.Kind.FILE ? size : 0, modified.toInstant());
  }

  private static boolean has(long attributes, FileAttributes attribute) {
    return (attributes & attribute.getValue()) != 0;
  }

  /** Opens a file to be read from its beginning, piece by piece. */
  public InputStream read(String path) throws IOException {
    File file =
        connections.run(
            path,
            share ->
                share.openFile(
                    path,
                    EnumSet.of(AccessMask.FILE_READ_DATA, AccessMask.FILE_READ_ATTRIBUTES),
                    NORMAL,
                    SHARED,
                    SMB2CreateDisposition.FILE_OPEN,
                    EnumSet.of(SMB2CreateOptions.FILE_SEQUENTIAL_ONLY)));
    return new SmbInput(connections, file, path);
  }

  /**
   * Opens a file to be written, piece by piece.
   *
   * @param fresh whether there must be none yet; otherwise what it held is replaced
   */
  public OutputStream write(String path, boolean fresh) throws IOException {
    try {
      return openToWrite(path, fresh);
    } catch (AccessDeniedException e) {
      // A hidden or read-only file is not replaced by one that is neither (MS-FSA 2.1.5.1.2.1).
      if (fresh || find(path).filter(it -> it.kind() == SmbEntry.Kind.FILE).isEmpty()) {
        throw e;
      }
      delete(path);
      return openToWrite(path, true);
    }
  }

  private OutputStream openToWrite(String path, boolean fresh) throws IOException {
    File file =
        connections.run(
            path,
            share ->
                share.openFile(
                    path,
                    EnumSet.of(AccessMask.FILE_WRITE_DATA, AccessMask.FILE_READ_ATTRIBUTES),
                    NORMAL,
                    SHARED,
                    fresh
                        ? SMB2CreateDisposition.FILE_CREATE
                        : SMB2CreateDisposition.FILE_OVERWRITE_IF,
                    EnumSet.noneOf(SMB2CreateOptions.class)));
    return new SmbOutput(connections, file, path);
  }

  /**
   * Creates a folder.
   *
   * @throws FileAlreadyExistsException if something of the name is there
   */
  public void createFolder(String path) throws IOException {
    connections.run(
        path,
        share -> {
          share
              .openDirectory(
                  path,
                  EnumSet.of(AccessMask.FILE_READ_ATTRIBUTES),
                  EnumSet.of(FileAttributes.FILE_ATTRIBUTE_DIRECTORY),
                  SHARED,
                  SMB2CreateDisposition.FILE_CREATE,
                  EnumSet.of(SMB2CreateOptions.FILE_DIRECTORY_FILE))
              .close();
          return true;
        });
  }

  /**
   * Renames a file or folder in one step. Where another program has it, or what it replaces, open,
   * it is tried again for a few seconds: clients that read a policy do so for moments.
   *
   * @param replace whether a file of the new name is replaced; a folder never is
   */
  public void rename(String from, String to, boolean replace) throws IOException {
    Patience.with(() -> {
      DiskEntry entry = connections.run(from, share -> open(share, from, AccessMask.DELETE));
      try {
        connections.request(
            to,
            () -> {
              entry.rename(to, replace && entry instanceof File);
              return true;
            });
      } finally {
        close(entry, from);
      }
      return true;
    });
  }

  /** Removes a file, with as few requests as may be; nothing to do where there is none. */
  public void deleteFile(String path) throws IOException {
    boolean done =
        connections.run(
            path,
            share -> {
              try {
                share
                    .openFile(
                        path,
                        EnumSet.of(AccessMask.DELETE),
                        NORMAL,
                        SHARED,
                        SMB2CreateDisposition.FILE_OPEN,
                        EnumSet.of(SMB2CreateOptions.FILE_DELETE_ON_CLOSE))
                    .close();
                return true;
              } catch (SMBApiException e) {
                return SmbErrors.isNotFound(e);
              }
            });
    if (!done) {
      delete(path);
    }
  }

  /** Removes a file or an empty folder; nothing to do where there is none. */
  public void delete(String path) throws IOException {
    Patience.with(() ->
        connections.run(
            path,
            share -> {
              try (DiskEntry entry =
                  open(share, path, AccessMask.DELETE, AccessMask.FILE_WRITE_ATTRIBUTES)) {
                delete(entry);
                return true;
              } catch (SMBApiException e) {
                if (SmbErrors.isNotFound(e)) {
                  return false;
                }
                throw e;
              }
            }));
  }

  private static void delete(DiskEntry entry) {
    try {
      entry.deleteOnClose();
    } catch (SMBApiException e) {
      if (!SmbErrors.isReadOnly(e)) {
        throw e;
      }
      setAttributes(entry, NORMAL);
      entry.deleteOnClose();
    }
  }

  /** Hides a file from those who list its folder, as GPMC does with some. */
  public void hide(String path) throws IOException {
    connections.run(
        path,
        share -> {
          try (DiskEntry entry = open(share, path, AccessMask.FILE_WRITE_ATTRIBUTES)) {
            setAttributes(entry, EnumSet.of(FileAttributes.FILE_ATTRIBUTE_HIDDEN));
            return true;
          }
        });
  }

  private static void setAttributes(DiskEntry entry, Set<FileAttributes> attributes) {
    long bits = attributes.stream().mapToLong(FileAttributes::getValue).sum();
    FileTime keep = FileBasicInformation.DONT_SET;
    entry.setFileInformation(new FileBasicInformation(keep, keep, keep, keep, bits));
  }

  /** Owner, group and DACL of a file or folder. */
  public SecurityDescriptor descriptor(String path) throws IOException {
    byte[] bytes =
        connections.run(
            path,
            share -> {
              try (DiskEntry entry = open(share, path, AccessMask.READ_CONTROL)) {
                return RawDescriptors.read(share, entry);
              }
            });
    return SecurityDescriptor.read(bytes);
  }

  /**
   * Gives a file or folder the owner, group and DACL of a descriptor. An account without the right
   * to make another the owner sets the DACL alone.
   *
   * @return whether the owner and group were set as well
   */
  public boolean secure(String path, SecurityDescriptor descriptor) throws IOException {
    return connections.run(path, share -> RawDescriptors.write(share, path, descriptor));
  }

  /**
   * Locks a file for this program alone, unless somebody else has. The file is created where there
   * is none.
   *
   * @return what unlocks it; the server does that too when the connection ends. Empty if somebody
   *     else has it
   */
  public Optional<SmbLock> tryLock(String path) throws IOException {
    File file =
        connections.run(
            path,
            share ->
                share.openFile(
                    path,
                    EnumSet.of(AccessMask.FILE_READ_DATA, AccessMask.FILE_WRITE_DATA),
                    NORMAL,
                    SHARED,
                    SMB2CreateDisposition.FILE_OPEN_IF,
                    EnumSet.noneOf(SMB2CreateOptions.class)));
    return SmbLock.tryTake(connections, file, path);
  }

  static DiskEntry open(DiskShare share, String path, AccessMask first, AccessMask... more) {
    return share.open(
        path,
        EnumSet.of(first, more),
        NORMAL,
        SHARED,
        SMB2CreateDisposition.FILE_OPEN,
        EnumSet.noneOf(SMB2CreateOptions.class));
  }

  private void close(DiskEntry entry, String path) throws IOException {
    connections.request(
        path,
        () -> {
          entry.close();
          return true;
        });
  }

  @Override
  public void close() {
    connections.close();
  }

  /** The share in the form that people write. */
  @Override
  public String toString() {
    return "\\\\" + server + "\\" + name;
  }
}
