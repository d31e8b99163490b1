package io.gpmcworker.gpmc.directory.smb.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A path in a folder on a share; {@code /} stands between the names. */
final class SmbPath implements Path {

  static final String SEPARATOR = "/";

  private final SmbFileSystem fileSystem;
  private final boolean absolute;
  private final List<String> names;

  SmbPath(SmbFileSystem fileSystem, boolean absolute, List<String> names) {
    this.fileSystem = fileSystem;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  static SmbPath of(Path path) {
    if (path instanceof SmbPath smb) {
      return smb;
    }
    throw new ProviderMismatchException("not a path on a share: " + path);
  }

  static SmbPath parse(SmbFileSystem fileSystem, String text) {
    List<String> names = new ArrayList<>();
    for (String name : text.split("[/\\\\]")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new SmbPath(fileSystem, text.startsWith(SEPARATOR), names);
  }

  private SmbPath with(List<String> other) {
    return new SmbPath(fileSystem, absolute, other);
  }

  /** The names from the top, without any that means another place. */
  List<String> names() {
    return normalize().names;
  }

  @Override
  public SmbFileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable Path getRoot() {
    return absolute ? with(List.of()) : null;
  }

  @Override
  public @Nullable Path getFileName() {
    return names.isEmpty() ? null : new SmbPath(fileSystem, false, List.of(names.getLast()));
  }

  @Override
  public @Nullable Path getParent() {
    return names.isEmpty() || (names.size() == 1 && !absolute)
        ? null
        : with(names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return new SmbPath(fileSystem, false, names.subList(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof SmbPath that
        && that.fileSystem == fileSystem
        && that.absolute == absolute
        && that.names.size() <= names.size()
        && names.subList(0, that.names.size()).equals(that.names);
  }

  @Override
  public boolean endsWith(Path other) {
    return other instanceof SmbPath that
        && that.fileSystem == fileSystem
        && (that.absolute
            ? equals(that)
            : that.names.size() <= names.size()
                && names
                    .subList(names.size() - that.names.size(), names.size())
                    .equals(that.names));
  }

  @Override
  public SmbPath normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      if (name.equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      } else if (!name.equals(".") && !(name.equals("..") && absolute)) {
        kept.add(name);
      }
    }
    return with(kept);
  }

  @Override
  public Path resolve(Path other) {
    SmbPath that = of(other);
    if (that.absolute) {
      return that;
    }
    List<String> longer = new ArrayList<>(names);
    longer.addAll(that.names);
    return with(longer);
  }

  @Override
  public Path relativize(Path other) {
    SmbPath that = of(other);
    int same = 0;
    while (same < Math.min(names.size(), that.names.size())
        && names.get(same).equals(that.names.get(same))) {
      same++;
    }
    List<String> way = new ArrayList<>();
    for (int up = same; up < names.size(); up++) {
      way.add("..");
    }
    way.addAll(that.names.subList(same, that.names.size()));
    return new SmbPath(fileSystem, false, way);
  }

  @Override
  public URI toUri() {
    return URI.create(SmbFileSystemProvider.SCHEME + ":" + toString().replace(" ", "%20"));
  }

  @Override
  public Path toAbsolutePath() {
    return new SmbPath(fileSystem, true, names);
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    Path real = toAbsolutePath().normalize();
    fileSystem.provider().checkAccess(real);
    return real;
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("a share is not watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SmbPath that
        && that.fileSystem == fileSystem
        && that.absolute == absolute
        && that.folded().equals(folded());
  }

  @Override
  public int hashCode() {
    return Objects.hash(absolute, folded());
  }

  /** A share does not tell upper from lower case. */
  private List<String> folded() {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public String toString() {
    return (absolute ? SEPARATOR : "") + String.join(SEPARATOR, names);
  }
}
