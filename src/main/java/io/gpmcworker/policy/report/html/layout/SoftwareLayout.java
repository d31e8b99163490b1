package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Folded;
import io.gpmcworker.policy.report.html.block.Block.Item;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packages of Software Installation: what is installed, how, and what becomes of it. */
final class SoftwareLayout implements ExtensionLayout {

  private static final Map<String, Value> DEPLOYMENTS =
      Map.of(
          "Assign", Value.badge("Assigned", Tone.GOOD),
          "Publish", Value.badge("Published", Tone.LABEL));

  private static final Map<String, String> PROCESSORS =
      Map.of("0", "x86", "6", "Itanium", "9", "x64");

  private static final Map<String, String> LOSSES =
      Map.of("Uninstall", "It is uninstalled", "Unmanage", "It stays");

  @Override
  public List<Block> blocks(Reading extension) {
    List<Block> blocks = new ArrayList<>();
    for (String kind : List.of("MsiApplication", "ZapApplication")) {
      for (ReportElement application : extension.children(kind)) {
        blocks.add(item(new Reading(application)));
      }
    }
    return blocks;
  }

  private static Item item(Reading application) {
    String name = application.text("Name");
    String deployment = application.text("DeploymentType");
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Package", Cell.of(Value.code(application.text("Path")))));
    List<String> transforms = application.texts("Transform");
    if (!transforms.isEmpty()) {
      facts.add(new Fact("Modified by", new Cell(transforms.stream().map(Value::code).toList())));
    }
    facts.add(
        Fact.of(
            "Version", application.text("MajorVersion") + "." + application.text("MinorVersion")));
    facts.add(Fact.of("Platform", worded(PROCESSORS, application.text("Architecture"))));
    facts.add(Fact.of("User interface", application.text("InstallationUILevel")));
    facts.add(
        Fact.of(
            "When the GPO applies no more", worded(LOSSES, application.text("LossOfScopeAction"))));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Facts(facts));
    application
        .child("SecurityDescriptor")
        .ifPresent(access -> blocks.add(new Folded("Permissions", Access.blocks(access))));
    blocks.add(new Folded("Details", application.rest()));
    return new Item(
        name,
        List.of(DEPLOYMENTS.getOrDefault(deployment, Value.badge(deployment, Tone.LABEL))),
        blocks);
  }

  private static String worded(Map<String, String> words, String value) {
    return words.getOrDefault(value, value);
  }
}
