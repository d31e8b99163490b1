package io.gpmcworker.gpmc.directory.smb.nio;

import io.gpmcworker.gpmc.directory.smb.SmbShare;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A folder on a share as a file system of its own; nothing outside can be named. */
public final class SmbFileSystem extends FileSystem {

  private static final String GLOB = "glob:";

  private final SmbShare share;
  private final String folder;
  private final SmbFileSystemProvider provider = new SmbFileSystemProvider();
  private volatile boolean open = true;

  /**
   * @param share the share; closed with this
   * @param folder the folder on it that is the root here, with {@code \} between the names; empty
   *     for the share's own
   */
  public SmbFileSystem(SmbShare share, String folder) {
    this.share = share;
    this.folder = folder;
  }

  SmbShare share() {
    return share;
  }

  /** Where a path is on the share. */
  String place(SmbPath path) {
    List<String> names = new ArrayList<>();
    if (!folder.isEmpty()) {
      names.add(folder);
    }
    names.addAll(path.names());
    return String.join("\\", names);
  }

  /** The root. */
  public Path root() {
    return new SmbPath(this, true, List.of());
  }

  @Override
  public SmbFileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    open = false;
    share.close();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return SmbPath.SEPARATOR;
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(root());
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic", "dos");
  }

  @Override
  public Path getPath(String first, String... more) {
    return SmbPath.parse(this, more.length == 0 ? first : first + "/" + String.join("/", more));
  }

  /** Globs of names with {@code *} and {@code ?}, all that is asked for here. */
  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    if (!syntaxAndPattern.startsWith(GLOB)) {
      throw new UnsupportedOperationException("only globs are matched: " + syntaxAndPattern);
    }
    StringBuilder regex = new StringBuilder();
    for (char c : syntaxAndPattern.substring(GLOB.length()).toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    Pattern pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    return path -> pattern.matcher(path.toString()).matches();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("accounts of a share are not looked up");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("a share is not watched");
  }

  /** Where the root is, in the form that people write. */
  @Override
  public String toString() {
    return share + (folder.isEmpty() ? "" : "\\" + folder);
  }
}
