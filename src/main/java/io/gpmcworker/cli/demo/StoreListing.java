package io.gpmcworker.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything in a backup store: each file and folder, temporary ones too.
 *
 * @param sizes bytes by path below the store; 0 for a folder
 */
record StoreListing(SortedMap<String, Long> sizes) {

  static StoreListing of(Path store) throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(store)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        sizes.put(
            store.relativize(path).toString(), Files.isRegularFile(path) ? Files.size(path) : 0L);
      }
    }
    return new StoreListing(sizes);
  }

  long files() {
    return sizes.values().stream().filter(size -> size > 0).count();
  }

  long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }
}
