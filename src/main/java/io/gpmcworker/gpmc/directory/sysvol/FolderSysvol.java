package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.gpmc.directory.call.Right;
import io.gpmcworker.policy.files.FileTrees;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** SYSVOL in a folder of this machine. Symbolic links in it are refused, not followed. */
public final class FolderSysvol implements Sysvol {

  private final Path top;

  /**
   * @param top the domain's folder, {@code <sysvol>/<DNS name>}
   */
  public FolderSysvol(Path top) {
    this.top = top;
  }

  @Override
  public void connect() throws IOException {
    if (!Files.isDirectory(top)) {
      throw new NoSuchFileException(top.toString());
    }
  }

  @Override
  public boolean exists(SysvolPath path) throws IOException {
    return find(path).isPresent();
  }

  @Override
  public List<SysvolEntry> children(SysvolPath folder) throws IOException {
    Optional<Path> place = find(folder);
    if (place.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(place.get())) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(Comparator.naturalOrder());
    List<SysvolEntry> entries = new ArrayList<>(names.size());
    for (String name : names) {
      entries.add(entry(child(folder, name), place.get().resolve(name)));
    }
    return entries;
  }

  private static SysvolPath child(SysvolPath folder, String name) throws IOException {
    try {
      return folder.resolve(name);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "'" + folder + "' in SYSVOL holds what Windows cannot (" + e.getMessage() + ")", e);
    }
  }

  private static SysvolEntry entry(SysvolPath path, Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory() && !attributes.isRegularFile()) {
      throw new IOException(
          "'" + path + "' in SYSVOL is neither a file nor a folder; remove it and try again");
    }
    return new SysvolEntry(
        path,
        attributes.isDirectory(),
        attributes.isRegularFile() ? attributes.size() : 0,
        attributes.lastModifiedTime().toInstant());
  }

  @Override
  public InputStream read(SysvolPath file) throws IOException {
    Path place = find(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
    return Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public OutputStream write(SysvolPath file) throws IOException {
    Right.checkFile();
    Path place = placeFor(file);
    Files.createDirectories(place.getParent());
    return Files.newOutputStream(
        place,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void createFolder(SysvolPath folder) throws IOException {
    Right.checkFile();
    Files.createDirectories(placeFor(folder));
  }

  @Override
  public void rename(SysvolPath from, SysvolPath to) throws IOException {
    Right.checkFile();
    Path source = find(from).orElseThrow(() -> new NoSuchFileException(from.toString()));
    Files.move(source, placeFor(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(SysvolPath path) throws IOException {
    Right.checkFile();
    Optional<Path> place = find(path);
    if (place.isPresent()) {
      FileTrees.delete(place.get());
    }
  }

  @Override
  public Optional<SecurityDescriptor> descriptor(SysvolPath path) {
    return Optional.empty();
  }

  @Override
  public boolean secure(SysvolPath path, SecurityDescriptor descriptor) {
    return true;
  }

  @Override
  public void close() {}

  /** Where a path is, in whatever case it is written there; empty where there is nothing. */
  private Optional<Path> find(SysvolPath path) throws IOException {
    Path place = placeFor(path);
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS) ? Optional.of(place) : Optional.empty();
  }

  /** Where a path is or would be. */
  private Path placeFor(SysvolPath path) throws IOException {
    Path place = top;
    for (String name : path.names()) {
      Path exact = place.resolve(name);
      place =
          Files.exists(exact, LinkOption.NOFOLLOW_LINKS)
              ? exact
              : inOtherCase(place, name).orElse(exact);
      if (Files.isSymbolicLink(place)) {
        throw new IOException(
            "'" + path + "' in SYSVOL is a symbolic link or behind one; remove it and try again");
      }
    }
    return place;
  }

  private static Optional<Path> inOtherCase(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> file.getFileName().toString().equalsIgnoreCase(name))) {
      List<Path> matches = new ArrayList<>();
      files.forEach(matches::add);
      return matches.stream().min(Comparator.naturalOrder());
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
