package io.gpmcworker.policy.report;

import static io.gpmcworker.policy.report.document.ReportNamespaces.SETTINGS;

import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.input.ReportSide;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ExtensionData of one half. An extension is listed because it is registered, in the order in
 * which it is; what lives in Registry.pol comes last, and is there only if the file has settings of
 * that kind. A part that cannot be rendered becomes an Error and costs no other part.
 */
final class SideExtensions {

  private final ExtensionSource source;
  private final ExtensionProgress progress;

  SideExtensions(ExtensionSource source, ExtensionProgress progress) {
    this.source = source;
    this.progress = progress;
  }

  List<ReportElement> render(ReportSide half) {
    ExtensionNames extensions = half.extensions();
    List<ReportElement> data = new ArrayList<>();
    half.problem().ifPresent(problem -> data.add(error("Client-side extensions", problem)));
    for (ExtensionNames.Group group : extensions.groups()) {
      if (!group.extension().equals(ExtensionTable.REGISTRY)) {
        progress.next();
        ExtensionTable.rendererOf(group).flatMap(this::extensionData).ifPresent(data::add);
      }
    }
    if (extensions.contains(ExtensionTable.REGISTRY)) {
      progress.next();
      data.addAll(registryPolicy());
    }
    return data;
  }

  private List<ReportElement> registryPolicy() {
    String name = ExtensionTable.IN_REGISTRY_POLICY.getLast().type().name();
    List<ReportElement> data = new ArrayList<>();
    try {
      source.comments();
    } catch (IOException e) {
      data.add(error(name, e));
    }
    try {
      source.registryPolicy();
    } catch (IOException e) {
      data.add(error(name, e));
      return data;
    }
    ExtensionTable.IN_REGISTRY_POLICY.forEach(
        renderer -> extensionData(renderer).ifPresent(data::add));
    return data;
  }

  private Optional<ReportElement> extensionData(ExtensionRenderer renderer) {
    String name = renderer.type().name();
    try {
      return renderer
          .render(source)
          .map(content ->
              ReportElement.of(SETTINGS, "ExtensionData")
                  .add(
                      ReportElement.of(SETTINGS, "Extension")
                          .type(renderer.type().namespace(), renderer.type().type())
                          .addAll(content))
                  .leaf("Name", name));
    } catch (IOException | RuntimeException e) {
      // A file can be malformed in ways that no parser foresaw; the other parts are still worth
      // reporting.
      return Optional.of(error(name, e));
    }
  }

  private static ReportElement error(String name, Exception cause) {
    return error(name, String.valueOf(cause.getMessage()));
  }

  /** GPMC's block for a part that it could not report. */
  private static ReportElement error(String name, String details) {
    return ReportElement.of(SETTINGS, "ExtensionData")
        .add(
            ReportElement.of(SETTINGS, "Error")
                .leaf("Source", "gpmc-worker")
                .leaf("Details", details)
                .leaf("Description", "Errors.Extensions.Other"))
        .leaf("Name", name);
  }
}
