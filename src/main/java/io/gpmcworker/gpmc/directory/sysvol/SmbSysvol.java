package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.gpmc.directory.smb.SmbEntry;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** SYSVOL on a domain controller, {@code \\<controller>\sysvol\<DNS name>}, over SMB. */
public final class SmbSysvol implements Sysvol {

  /** The share's name, the same on every domain controller. */
  public static final String SHARE = "sysvol";

  private final SmbShare share;
  private final String top;

  /**
   * @param share the share of a domain controller
   * @param dnsName the domain's DNS name
   */
  public SmbSysvol(SmbShare share, String dnsName) {
    this.share = share;
    this.top = dnsName;
  }

  private String place(SysvolPath path) {
    return path.names().isEmpty() ? top : top + "\\" + String.join("\\", path.names());
  }

  @Override
  public void connect() throws IOException {
    share.connect();
  }

  @Override
  public boolean exists(SysvolPath path) throws IOException {
    return share.find(place(path)).isPresent();
  }

  @Override
  public List<SysvolEntry> children(SysvolPath folder) throws IOException {
    List<SmbEntry> found;
    try {
      found = share.list(place(folder));
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<SysvolEntry> entries = new ArrayList<>();
    for (SmbEntry entry : found) {
      SysvolPath path = child(folder, entry.name());
      if (entry.kind() == SmbEntry.Kind.REPARSE_POINT) {
        throw new IOException(
            "'" + path + "' in SYSVOL is a link and not a file; remove it and try again");
      }
      entries.add(new SysvolEntry(path, entry.kind() == SmbEntry.Kind.FOLDER, entry.size()));
    }
    entries.sort(Comparator.comparing(entry -> entry.path().name()));
    return entries;
  }

  private static SysvolPath child(SysvolPath folder, String name) throws IOException {
    try {
      return folder.resolve(name);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "'" + folder + "' in SYSVOL holds a bad name (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public InputStream read(SysvolPath file) throws IOException {
    return share.read(place(file));
  }

  @Override
  public OutputStream write(SysvolPath file) throws IOException {
    try {
      return share.write(place(file), false);
    } catch (NoSuchFileException e) {
      createFolder(file.parent());
      return share.write(place(file), false);
    }
  }

  @Override
  public void createFolder(SysvolPath folder) throws IOException {
    try {
      share.createFolder(place(folder));
    } catch (FileAlreadyExistsException e) {
      if (share.find(place(folder)).filter(it -> it.kind() == SmbEntry.Kind.FOLDER).isEmpty()) {
        throw e;
      }
    } catch (NoSuchFileException e) {
      if (folder.names().isEmpty()) {
        throw e;
      }
      createFolder(folder.parent());
      createFolder(folder);
    }
  }

  @Override
  public void rename(SysvolPath from, SysvolPath to) throws IOException {
    share.rename(place(from), place(to), true);
  }

  @Override
  public void delete(SysvolPath path) throws IOException {
    Optional<SmbEntry> entry = share.find(place(path));
    if (entry.isPresent()) {
      delete(place(path), entry.get());
    }
  }

  /** Recursive over a tree that the server's longest path bounds. */
  private void delete(String place, SmbEntry entry) throws IOException {
    if (entry.kind() == SmbEntry.Kind.FOLDER) {
      for (SmbEntry child : share.list(place)) {
        delete(place + "\\" + child.name(), child);
      }
    }
    share.delete(place);
  }

  @Override
  public Optional<SecurityDescriptor> descriptor(SysvolPath path) throws IOException {
    return Optional.of(share.descriptor(place(path)));
  }

  @Override
  public boolean secure(SysvolPath path, SecurityDescriptor descriptor) throws IOException {
    return share.secure(place(path), descriptor);
  }

  @Override
  public void close() {
    share.close();
  }
}
