package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.words.AuditWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Advanced audit policy, by the categories of the editor. */
final class AuditLayout implements ExtensionLayout {

  private static final String EVERYBODY = "System";

  @Override
  public List<Block> blocks(Reading extension) {
    Map<String, List<List<Cell>>> categories = new LinkedHashMap<>();
    List<Block> others = new ArrayList<>();
    for (ReportElement element : extension.children("AuditSetting")) {
      Reading setting = new Reading(element);
      String guid = setting.text("SubcategoryGuid");
      String target = setting.text("PolicyTarget");
      categories
          .computeIfAbsent(AuditWords.category(guid), unseen -> new ArrayList<>())
          .add(
              List.of(
                  Cell.of(
                      Value.of(
                          setting.text("SubcategoryName"),
                          target.equals(EVERYBODY) ? "" : "for " + target)),
                  Cell.of(AuditWords.setting(setting.text("SettingValue")))));
      others.addAll(setting.rest());
    }
    List<Block> blocks = new ArrayList<>();
    categories.forEach((category, rows) ->
        blocks.add(
            new Group(category, List.of(new Grid(List.of("Subcategory", "Audited"), rows)))));
    for (ReportElement element : extension.children("GlobalSaclSetting")) {
      blocks.add(globalList(new Reading(element)));
    }
    blocks.addAll(others);
    return blocks;
  }

  private static Block globalList(Reading setting) {
    String kind = setting.text("GlobalSaclType");
    List<Block> blocks = new ArrayList<>();
    setting
        .child("SecurityDescriptor")
        .ifPresent(descriptor -> blocks.addAll(Access.blocks(descriptor)));
    blocks.addAll(setting.rest());
    return new Group("Global object access auditing: " + kind, blocks);
  }
}
