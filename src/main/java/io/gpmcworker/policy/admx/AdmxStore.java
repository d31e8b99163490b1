package io.gpmcworker.policy.admx;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A folder of templates: {@code *.admx} files, and their texts in a subfolder for each language,
 * such as {@code en-US}. The central store of a domain is one.
 */
public interface AdmxStore {

  /**
   * A file in a store.
   *
   * @param path relative to the store's folder, with {@code /} between the names
   * @param size in bytes
   * @param modified when it was last changed, as far as the store can tell
   */
  record File(String path, long size, Instant modified) {}

  /**
   * All {@code .admx} and {@code .adml} files; none if there is no such folder.
   *
   * @throws IOException if the folder is there and cannot be listed
   */
  List<File> files() throws IOException;

  /**
   * Reads a file whole.
   *
   * @param limit most bytes to read; a larger file gives one byte more than that
   * @throws IOException if it cannot be read
   */
  byte[] read(File file, int limit) throws IOException;
}
