package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Internet Explorer Maintenance, which Internet Explorer 10 gave up: the settings of its install
 * file, section by section. GPMC's own elements for them are not known.
 */
public final class InternetExplorerMaintenanceRenderer implements ExtensionRenderer {

  private static final String PATH = "Microsoft\\IEAK\\install.ins";

  private static final ExtensionType TYPE =
      ExtensionType.of("IE", "InternetExplorerSettings", "Internet Explorer Maintenance");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Optional<byte[]> content = source.read(PATH);
    List<ReportElement> settings = new ArrayList<>();
    if (content.isPresent()) {
      InfFile file = InfFile.read(content.get(), PATH);
      for (String section : file.sections()) {
        for (InfFile.Entry entry : file.entries(section)) {
          settings.add(
              TYPE.element("Setting")
                  .leaf("Section", section)
                  .leaf("Name", entry.key())
                  .leaf("Value", entry.value()));
        }
      }
    }
    return Optional.of(settings);
  }
}
