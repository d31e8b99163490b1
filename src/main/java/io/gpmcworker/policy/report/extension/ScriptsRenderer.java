package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.scripts.ScriptList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scripts for startup, shutdown, logon and logoff. The file for PowerShell scripts has an order of
 * its own; the report numbers both kinds of an event as they run, one after the other.
 */
public final class ScriptsRenderer implements ExtensionRenderer {

  private static final String SCRIPTS = "Scripts\\scripts.ini";
  private static final String POWERSHELL_SCRIPTS = "Scripts\\psscripts.ini";

  private static final ExtensionType TYPE = ExtensionType.of("Scripts", "Scripts", "Scripts");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    ScriptList scripts = read(source, SCRIPTS);
    ScriptList powerShell = read(source, POWERSHELL_SCRIPTS);
    List<ReportElement> elements = new ArrayList<>();
    for (ScriptList.Script script : scripts.scripts()) {
      Optional<Boolean> powerShellFirst = powerShell.powerShellFirst(script.event());
      int before = powerShellFirst.orElse(false) ? powerShell.count(script.event()) : 0;
      elements.add(element(script, before, powerShellFirst));
    }
    for (ScriptList.Script script : powerShell.scripts()) {
      Optional<Boolean> powerShellFirst = powerShell.powerShellFirst(script.event());
      int before = powerShellFirst.orElse(false) ? 0 : scripts.count(script.event());
      elements.add(element(script, before, powerShellFirst));
    }
    return Optional.of(elements);
  }

  private static ScriptList read(ExtensionSource source, String path) throws IOException {
    return ScriptList.read(source.read(path).orElse(new byte[0]), path);
  }

  private static ReportElement element(
      ScriptList.Script script, int before, Optional<Boolean> powerShellFirst) {
    ReportElement element = TYPE.element("Script").leaf("Command", script.commandLine());
    if (!script.parameters().isEmpty()) {
      element.leaf("Parameters", script.parameters());
    }
    return element
        .leaf("Type", script.event().section())
        .leaf("Order", before + script.order())
        .leaf(
            "RunOrder",
            powerShellFirst
                .map(first -> first ? "RunPSFirst" : "RunPSLast")
                .orElse("PSNotConfigured"));
  }
}
