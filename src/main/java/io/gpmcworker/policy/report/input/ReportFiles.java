package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of one half of a GPO, opened only when an extension asks for them. Paths are relative
 * to the half's folder ({@code Machine} or {@code User}); case does not matter.
 */
public interface ReportFiles {

  /** All files, in no particular order. */
  List<GpoPath> paths();

  /**
   * Opens a file; the caller closes it.
   *
   * @return empty if there is no such file
   * @throws IOException if it is there and cannot be opened
   */
  Optional<InputStream> open(GpoPath path) throws IOException;
}
