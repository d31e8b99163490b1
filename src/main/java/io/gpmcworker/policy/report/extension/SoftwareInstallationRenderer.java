package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.List;
import java.util.Optional;

/**
 * Software installation. Its packages are objects in the directory, which the report's input does
 * not hold; the extension is listed without them.
 */
public final class SoftwareInstallationRenderer implements ExtensionRenderer {

  private static final ExtensionType TYPE =
      ExtensionType.of(
          "SoftwareInstallation", "SoftwareInstallationSettings", "Software Installation");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) {
    return Optional.of(List.of());
  }
}
