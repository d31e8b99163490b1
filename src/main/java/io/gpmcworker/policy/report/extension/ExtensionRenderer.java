package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Renders the settings of one extension. It has no state; one instance serves all reports. */
public interface ExtensionRenderer {

  /** How the report names the extension. */
  ExtensionType type();

  /**
   * Renders the settings of one half of a GPO.
   *
   * @return the content of the Extension element; empty if the extension is not to be listed,
   *     though it is registered
   * @throws IOException if a file cannot be read or is malformed; the report then shows an Error in
   *     place of the settings
   */
  Optional<List<ReportElement>> render(ExtensionSource source) throws IOException;
}
