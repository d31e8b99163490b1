package io.gpmcworker.gpmc.directory.smb.nio;

import io.gpmcworker.gpmc.directory.smb.SmbEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code java.nio.file.Files} does, on a share. Files are read and written as streams from
 * their beginning; there is no random access.
 */
final class SmbFileSystemProvider extends FileSystemProvider {

  static final String SCHEME = "gpmc-smb";

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("made with a share, not by an address");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("made with a share, not by an address");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("made with a share, not by an address");
  }

  private static String place(SmbPath path) {
    return path.getFileSystem().place(path);
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    SmbPath file = SmbPath.of(path);
    return file.getFileSystem().share().read(place(file));
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    SmbPath file = SmbPath.of(path);
    List<OpenOption> wanted = Arrays.asList(options);
    if (wanted.contains(StandardOpenOption.APPEND)) {
      throw new UnsupportedOperationException("files on a share are written from their beginning");
    }
    return file.getFileSystem()
        .share()
        .write(place(file), wanted.contains(StandardOpenOption.CREATE_NEW));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
    throw new UnsupportedOperationException("files on a share are read and written as streams");
  }

  /** For locks, and for nothing else. */
  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
    SmbPath file = SmbPath.of(path);
    return new SmbLockChannel(file.getFileSystem().share(), place(file));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    SmbPath from = SmbPath.of(folder);
    if (!attributes(from).isDirectory()) {
      throw new NotDirectoryException(folder.toString());
    }
    List<Path> accepted = new ArrayList<>();
    for (SmbEntry entry : from.getFileSystem().share().list(place(from))) {
      Path path = folder.resolve(entry.name());
      if (filter.accept(path)) {
        accepted.add(path);
      }
    }
    accepted.sort(null);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() throws DirectoryIteratorException {
        return accepted.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    SmbPath path = SmbPath.of(folder);
    path.getFileSystem().share().createFolder(place(path));
  }

  @Override
  public void delete(Path path) throws IOException {
    SmbPath file = SmbPath.of(path);
    attributes(file);
    file.getFileSystem().share().delete(place(file));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("files on a share are copied as streams");
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    SmbPath from = SmbPath.of(source);
    SmbPath to = SmbPath.of(target);
    if (from.getFileSystem() != to.getFileSystem()) {
      throw new ProviderMismatchException("a file cannot be moved to another share");
    }
    from.getFileSystem()
        .share()
        .rename(
            place(from),
            place(to),
            Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public boolean isSameFile(Path path, Path other) {
    return path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("the store behind a share is not known");
  }

  /** Whether a file is there; whether it may be written only writing it tells. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    attributes(SmbPath.of(path));
  }

  private static SmbAttributes attributes(SmbPath path) throws IOException {
    Optional<SmbEntry> entry = path.getFileSystem().share().find(place(path));
    return new SmbAttributes(entry.orElseThrow(() -> new NoSuchFileException(path.toString())));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("a share has basic attributes only");
    }
    return type.cast(attributes(SmbPath.of(path)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes are not read by name");
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException("attributes are not set by name");
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type == DosFileAttributeView.class ? type.cast(new SmbDosView(SmbPath.of(path))) : null;
  }
}
