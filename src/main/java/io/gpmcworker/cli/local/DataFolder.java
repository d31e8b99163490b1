package io.gpmcworker.cli.local;

import io.gpmcworker.policy.files.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder that holds everything a local run writes. It belongs to one run at a time, and carries
 * a mark that says that it is ours: a folder with other people's files is never used and never
 * deleted.
 */
public final class DataFolder implements AutoCloseable {
  private static final String MARK = ".gpmc-worker";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes a folder for this run, making it where it is missing.
   *
   * @throws SurroundingsException when another run uses it, when it holds files of somebody else,
   *     or when it cannot be written
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      if (Files.isDirectory(path) && !isOurs(path) && !isEmpty(path)) {
        throw new SurroundingsException(
            path
                + " holds files that are not gpmc-worker's. Name a new or an empty folder with"
                + " --data.");
      }
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new SurroundingsException(
            path
                + " is in use by another ./gpmc. End that one, or name another folder with --data.");
      }
      Files.createDirectories(path.resolve("logs"));
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new SurroundingsException(
          "The data folder " + path + " cannot be used: " + e + ". Name another with --data.", e);
    }
  }

  /**
   * Deletes a data folder and all that is in it.
   *
   * @return false when there is no such folder
   * @throws SurroundingsException when it is in use or is not ours
   */
  public static boolean delete(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      return false;
    }
    if (!isOurs(path)) {
      throw new SurroundingsException(
          path + " is not a data folder of gpmc-worker, so it is left alone.");
    }
    try (DataFolder ours = open(path)) {
      FileTrees.delete(ours.path);
      return true;
    } catch (IOException e) {
      throw new SurroundingsException(path + " could not be deleted: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** A file or a folder in this one. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** The log of one part, by the part's name. */
  public Path log(String part) {
    return path.resolve("logs").resolve(part + ".log");
  }

  /** The default backup store. */
  public Path backups() {
    return path.resolve("backups");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path path) {
    return Files.isRegularFile(path.resolve(MARK));
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
