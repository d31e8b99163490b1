package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remote Installation Services: which choices the client's wizard offers. */
public final class RemoteInstallationRenderer implements ExtensionRenderer {

  private static final String PATH = "Microsoft\\RemoteInstall\\oscfilter.ini";
  private static final Map<String, String> STATES = Map.of("0", "Disabled", "1", "Enabled");

  private static final ExtensionType TYPE =
      ExtensionType.of("RemoteInstallation", "RemoteInstallationSettings", "Remote Installation");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Optional<byte[]> content = source.read(PATH);
    InfFile choices = InfFile.read(content.orElse(new byte[0]), PATH);
    return Optional.of(
        List.of(
            setting("AutoSetupSetting", choices, "auto"),
            setting("CustomSetupSetting", choices, "custom"),
            setting("RestartSetupSetting", choices, "restart"),
            setting("ToolsSetting", choices, "tools")));
  }

  private static ReportElement setting(String name, InfFile choices, String key) {
    String state = choices.value("choice", key).map(STATES::get).orElse("NotConfigured");
    return TYPE.element(name).leaf("Value", state);
  }
}
