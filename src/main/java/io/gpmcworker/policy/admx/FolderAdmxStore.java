package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Templates in a folder of this machine, and in the folders below it: vendors' packages may lie
 * there as they were unpacked. Symbolic links are not followed.
 *
 * @param folder the folder
 */
public record FolderAdmxStore(Path folder) implements AdmxStore {

  private static final int MAX_DEPTH = 16;

  @Override
  public List<File> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<File> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(AdmxFileNames.ADMX) || name.endsWith(AdmxFileNames.ADML)) {
          add(path, files);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  private void add(Path path, List<File> files) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isRegularFile()) {
      if (files.size() == AdmxTemplates.MAX_FILES) {
        throw new MalformedPolicyException(
            folder.toString(), "holds more than " + AdmxTemplates.MAX_FILES + " templates");
      }
      files.add(
          new File(
              folder.relativize(path).toString().replace('\\', '/'),
              attributes.size(),
              attributes.lastModifiedTime().toInstant()));
    }
  }

  @Override
  public byte[] read(File file, int limit) throws IOException {
    try (InputStream in =
        Files.newInputStream(folder.resolve(file.path()), LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(limit + 1);
    }
  }
}
