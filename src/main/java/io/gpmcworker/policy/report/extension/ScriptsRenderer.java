package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.scripts.ScriptList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scripts for startup, shutdown, logon and logoff. */
public final class ScriptsRenderer implements ExtensionRenderer {

  private static final List<String> PATHS =
      List.of("Scripts\\scripts.ini", "Scripts\\psscripts.ini");

  private static final ExtensionType TYPE = ExtensionType.of("Scripts", "Scripts", "Scripts");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<ScriptList> lists = new ArrayList<>();
    for (String path : PATHS) {
      Optional<byte[]> content = source.read(path);
      if (content.isPresent()) {
        lists.add(ScriptList.read(content.get(), path));
      }
    }
    List<ReportElement> scripts = new ArrayList<>();
    for (ScriptList list : lists) {
      list.scripts().forEach(script -> scripts.add(element(script, lists)));
    }
    return Optional.of(scripts);
  }

  private static ReportElement element(ScriptList.Script script, List<ScriptList> lists) {
    ReportElement element = TYPE.element("Script").leaf("Command", script.commandLine());
    if (!script.parameters().isEmpty()) {
      element.leaf("Parameters", script.parameters());
    }
    return element
        .leaf("Type", script.event().section())
        .leaf("Order", script.order())
        .leaf("RunOrder", runOrder(script.event(), lists));
  }

  private static String runOrder(ScriptList.Event event, List<ScriptList> lists) {
    return lists.stream()
        .flatMap(list -> list.powerShellFirst(event).stream())
        .findFirst()
        .map(first -> first ? "PSFirst" : "PSLast")
        .orElse("PSNotConfigured");
  }
}
