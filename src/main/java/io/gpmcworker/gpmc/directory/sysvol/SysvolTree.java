package io.gpmcworker.gpmc.directory.sysvol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What is done with whole folders and whole files, whatever {@link Sysvol} they are in. */
public final class SysvolTree {

  /** Most files and folders that one GPO may have. */
  public static final int MAX_ENTRIES = 1_000_000;

  private SysvolTree() {}

  /** Asked between two folders: whether to go on. */
  @FunctionalInterface
  public interface Between {
    /**
     * Returns where the work goes on.
     *
     * @throws IOException where it shall end
     */
    void check() throws IOException;
  }

  /** Everything below a folder, each folder before what is in it, in an order that never varies. */
  public static List<SysvolEntry> list(Sysvol sysvol, SysvolPath folder) throws IOException {
    return list(sysvol, folder, () -> {});
  }

  /** As {@link #list(Sysvol, SysvolPath)}; a large folder takes seconds over a network. */
  public static List<SysvolEntry> list(Sysvol sysvol, SysvolPath folder, Between between)
      throws IOException {
    List<SysvolEntry> found = new ArrayList<>();
    Deque<SysvolPath> open = new ArrayDeque<>(List.of(folder));
    while (!open.isEmpty()) {
      between.check();
      for (SysvolEntry entry : sysvol.children(open.removeFirst())) {
        found.add(entry);
        if (entry.folder()) {
          open.addLast(entry.path());
        }
        if (found.size() > MAX_ENTRIES) {
          throw new IOException(
              "the folder " + folder + " in SYSVOL holds more than " + MAX_ENTRIES + " entries");
        }
      }
    }
    return found.stream()
        .map(entry -> new Named(entry.path().toString(), entry))
        .sorted(ORDER)
        .map(Named::entry)
        .toList();
  }

  /** An entry with its path in one piece, which is made once and compared often. */
  private record Named(String path, SysvolEntry entry) {}

  private static final Comparator<Named> ORDER =
      Comparator.comparing(Named::path, String.CASE_INSENSITIVE_ORDER).thenComparing(Named::path);

  /** A small file whole. */
  public static byte[] readSmall(Sysvol sysvol, SysvolPath file, int limit) throws IOException {
    try (InputStream in = sysvol.read(file)) {
      return readSmall(in, file, limit);
    }
  }

  /** As {@link #readSmall(Sysvol, SysvolPath, int)}, of a file that has been opened. */
  public static byte[] readSmall(InputStream in, SysvolPath file, int limit) throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new IOException("the file " + file + " in SYSVOL is larger than " + limit + " bytes");
    }
    return bytes;
  }

  /**
   * Replaces a small file so that a reader sees the old or the new one whole: written elsewhere,
   * then renamed.
   *
   * @param draft where it is written first
   */
  public static void replace(Sysvol sysvol, SysvolPath file, SysvolPath draft, byte[] bytes)
      throws IOException {
    try (OutputStream out = sysvol.write(draft)) {
      out.write(bytes);
    }
    sysvol.rename(draft, file);
  }
}
