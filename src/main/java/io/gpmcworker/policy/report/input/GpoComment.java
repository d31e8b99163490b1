package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/** What somebody wrote about the GPO as a whole: GPO.cmt, UTF-16LE without a byte order mark. */
final class GpoComment {

  private static final String FILE = "GPO.cmt";
  private static final int MAX_SIZE = 1 << 16;

  private GpoComment() {}

  /**
   * The comment; empty if there is none, or none that can be read: it is no setting, and its lack
   * costs the report nothing.
   */
  static Optional<String> read(Collection<GpoPath> files, SideFiles.Opener opener) {
    return files.stream()
        .filter(path -> path.toString().equalsIgnoreCase(FILE))
        .findFirst()
        .flatMap(path -> text(path, opener))
        .filter(text -> !text.isBlank());
  }

  private static Optional<String> text(GpoPath path, SideFiles.Opener opener) {
    try (InputStream in = opener.open(path)) {
      String text = new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_16LE);
      return Optional.of(text.replace("\uFEFF", "").replace("\0", "").strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
