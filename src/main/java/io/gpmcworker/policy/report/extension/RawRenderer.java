package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Shows an extension that nobody knows: its GUID, and the files of the half that could be its own.
 * GPMC is silent about it; a report that says what it cannot read is worth more.
 *
 * @param extension its client-side extension
 */
public record RawRenderer(UUID extension) implements ExtensionRenderer {

  /** Not Microsoft's: nothing of GPMC's looks like this. */
  private static final String NAMESPACE = "urn:gpmc-worker:report:unknown-extension";

  @Override
  public ExtensionType type() {
    return new ExtensionType(
        NAMESPACE, "UnknownExtensionSettings", "Unknown Extension " + Guids.braced(extension));
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) {
    ReportElement files = type().element("Files");
    source.paths().stream()
        .sorted()
        .map(GpoPath::toString)
        .forEach(path -> files.leaf("Path", path));
    return Optional.of(List.of(type().element("Extension").text(Guids.braced(extension)), files));
  }
}
