package io.gpmcworker.policy.report.directory;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Deployed printers (MS-GPDPC): the paths of the connections that clients make. */
public final class PrinterConnectionsRenderer implements ExtensionRenderer {

  private static final String CLASS = "msPrint-ConnectionPolicy";

  private static final ExtensionType TYPE =
      ExtensionType.of(
          "PrinterConnections", "PrinterConnectionSettings", "Deployed Printer Connections");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    return Optional.of(
        ObjectValues.ofClass(source, CLASS).stream()
            .map(printer -> TYPE.element("PrinterConnections").leaf("Path", path(printer)))
            .toList());
  }

  /** The whole path is there as such; servers and printers are kept apart as well. */
  private static String path(ObjectValues printer) {
    String path = printer.text("uNCName");
    return path.isEmpty() ? printer.text("serverName") + "\\" + printer.text("printerName") : path;
  }
}
