package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Paragraph;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scripts by the event that runs them, in the order in which they run. */
final class ScriptsLayout implements ExtensionLayout {

  private static final Map<String, String> RUN_ORDER =
      Map.of(
          "RunPSFirst", "PowerShell scripts run first.",
          "RunPSLast", "PowerShell scripts run last.");

  @Override
  public List<Block> blocks(Reading extension) {
    Map<String, List<List<Cell>>> events = new LinkedHashMap<>();
    Map<String, Set<String>> orders = new LinkedHashMap<>();
    List<Block> others = new ArrayList<>();
    for (ReportElement element : extension.children("Script")) {
      Reading script = new Reading(element);
      String event = script.text("Type");
      events
          .computeIfAbsent(event, unseen -> new ArrayList<>())
          .add(
              List.of(
                  Cell.of(script.text("Order")),
                  Cell.of(Value.code(script.text("Command"))),
                  Cell.of(Value.code(script.text("Parameters")))));
      orders.computeIfAbsent(event, unseen -> new LinkedHashSet<>()).add(script.text("RunOrder"));
      others.addAll(script.rest());
    }
    List<Block> blocks = new ArrayList<>();
    events.forEach((event, rows) -> {
      List<Block> group = new ArrayList<>();
      group.add(new Grid(List.of("Order", "Script", "Parameters"), rows));
      orders.getOrDefault(event, Set.of()).stream()
          .filter(RUN_ORDER::containsKey)
          .forEach(order -> group.add(new Paragraph(RUN_ORDER.getOrDefault(order, ""))));
      blocks.add(new Group(event, group));
    });
    blocks.addAll(others);
    return blocks;
  }
}
