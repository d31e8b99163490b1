package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.call.Right;
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

  private static final int DELETED_AT_A_TIME = 8;

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
    for (SmbEntry entry : found.stream().sorted(Comparator.comparing(SmbEntry::name)).toList()) {
      SysvolPath path = child(folder, entry.name());
      if (entry.kind() == SmbEntry.Kind.REPARSE_POINT) {
        throw new IOException(
            "'" + path + "' in SYSVOL is a link and not a file; remove it and try again");
      }
      entries.add(
          new SysvolEntry(
              path, entry.kind() == SmbEntry.Kind.FOLDER, entry.size(), entry.modified()));
    }
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
    Right.checkFile();
    try {
      return share.write(place(file), false);
    } catch (NoSuchFileException e) {
      createFolder(file.parent());
      return share.write(place(file), false);
    }
  }

  @Override
  public void createFolder(SysvolPath folder) throws IOException {
    Right.checkFile();
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
    Right.checkFile();
    share.rename(place(from), place(to), true);
  }

  @Override
  public void delete(SysvolPath path) throws IOException {
    Right.checkFile();
    Optional<SmbEntry> entry = share.find(place(path));
    if (entry.isPresent()) {
      delete(place(path), entry.get());
    }
  }

  /**
   * Recursive over a tree that the server's longest path bounds; what is in a folder goes side by
   * side.
   */
  private void delete(String place, SmbEntry entry) throws IOException {
    switch (entry.kind()) {
      case FILE -> share.deleteFile(place);
      case REPARSE_POINT -> share.delete(place);
      case FOLDER -> {
        try {
          ParallelSteps.run(
              DELETED_AT_A_TIME, share.list(place), child -> deleteStep(place, child));
        } catch (GpmcException e) {
          throw new PlacedException(e);
        }
        share.delete(place);
      }
    }
  }

  private boolean deleteStep(String folder, SmbEntry child) throws GpmcException {
    try {
      delete(folder + "\\" + child.name(), child);
      return true;
    } catch (IOException e) {
      throw IoFailures.at("the SYSVOL of " + top, e);
    }
  }

  @Override
  public Optional<SecurityDescriptor> descriptor(SysvolPath path) throws IOException {
    return Optional.of(share.descriptor(place(path)));
  }

  @Override
  public boolean secure(SysvolPath path, SecurityDescriptor descriptor) throws IOException {
    Right.checkFile();
    return share.secure(place(path), descriptor);
  }

  @Override
  public void close() {
    share.close();
  }
}
