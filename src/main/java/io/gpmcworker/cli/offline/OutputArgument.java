package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -o}: a file that is written whole or not at all. */
public final class OutputArgument {

  private static final Set<PosixFilePermission> READABLE =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write to FILE instead of the standard output. An existing file is replaced, and only by"
              + " a whole one.")
  private @Nullable Path file;

  /** The file that was named. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Writes the file by way of another beside it, which is renamed when it is whole. */
  public static void write(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new OfflineException("-o: " + PlainText.line(file.toString()) + " is a folder.");
    }
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new OfflineException(
          "-o: there is no folder " + PlainText.line(String.valueOf(folder)) + ".");
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(target)) {
      // A pipe or /dev/null: there is nothing to be replaced.
      Files.write(target, content);
      return;
    }
    Path draft = Files.createTempFile(folder, "." + target.getFileName(), ".part");
    try {
      Files.write(draft, content);
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, READABLE);
      }
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
