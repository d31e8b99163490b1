package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.util.List;

/** What extensions keep of a GPO in the directory; asked for only where one is registered. */
@FunctionalInterface
public interface ReportObjects {

  /** For a GPO that keeps nothing there. */
  ReportObjects NONE = side -> List.of();

  /**
   * The objects below one half's container.
   *
   * @throws IOException if they cannot be read or are malformed
   */
  List<DirectoryObject> read(GpoSide side) throws IOException;
}
