package io.gpmcworker.policy.report.html;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Paragraph;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.html.layout.Access;
import java.util.ArrayList;
import java.util.List;

/** What a report says about the GPO itself: state, links, who it applies to, who may change it. */
final class HeadBlocks {

  private static final String APPLY = "Apply Group Policy";

  private final ReportTree report;

  HeadBlocks(ReportTree report) {
    this.report = report;
  }

  List<Block> blocks() {
    if (report.element().name().equals("StarterGPO")) {
      return List.of(new Facts(starterFacts()));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Facts(facts()));
    blocks.add(new Group("Links", List.of(links())));
    report
        .child("SecurityDescriptor")
        .ifPresent(descriptor -> {
          blocks.add(new Group("Security filtering", List.of(filtering(descriptor))));
          blocks.add(new Group("Delegation", Access.blocks(descriptor)));
        });
    return blocks;
  }

  private List<Fact> starterFacts() {
    List<Fact> facts = new ArrayList<>();
    for (String name : List.of("Type", "Description", "Author", "Product", "Version")) {
      String text = report.text(name);
      if (!text.isEmpty()) {
        facts.add(Fact.of(name, text));
      }
    }
    time("Read", "ReadTime", facts);
    return facts;
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Status", Cell.of(status())));
    for (String side : List.of("Computer", "User")) {
      report.child(side).ifPresent(half -> facts.add(version(side, new ReportTree(half))));
    }
    report.element().remark().ifPresent(comment -> facts.add(Fact.of("Comment", comment)));
    time("Created", "CreatedTime", facts);
    time("Modified", "ModifiedTime", facts);
    time("Read", "ReadTime", facts);
    facts.add(new Fact("WMI filter", Cell.of(wmiFilter())));
    return facts;
  }

  private Value status() {
    boolean computer = enabled("Computer");
    boolean user = enabled("User");
    if (computer && user) {
      return Value.enabled(true);
    }
    if (!computer && !user) {
      return Value.badge("All settings disabled", Tone.BAD);
    }
    return Value.badge(
        computer ? "User settings disabled" : "Computer settings disabled", Tone.WARN);
  }

  private boolean enabled(String side) {
    return report
        .child(side)
        .map(ReportTree::new)
        .map(half -> half.text("Enabled"))
        .orElse("")
        .equals("true");
  }

  private static Fact version(String side, ReportTree half) {
    String directory = half.text("VersionDirectory");
    String sysvol = half.text("VersionSysvol");
    List<Value> values = new ArrayList<>();
    values.add(Value.of(directory + " (AD), " + sysvol + " (SYSVOL)"));
    if (!directory.equals(sysvol)) {
      values.add(Value.badge("AD and SYSVOL differ", Tone.WARN));
    }
    return new Fact(side + " version", new Cell(values));
  }

  private void time(String label, String name, List<Fact> facts) {
    String time = report.text(name);
    if (!time.isEmpty()) {
      facts.add(Fact.of(label, time.replaceFirst("\\.\\d+Z?$", "").replace('T', ' ') + " UTC"));
    }
  }

  private Value wmiFilter() {
    String name = report.text("FilterName");
    if (!name.isEmpty()) {
      return Value.of(name, report.text("FilterDescription"));
    }
    return report.text("FilterDataAvailable").equals("false")
        ? Value.badge("Could not be read", Tone.WARN)
        : Value.of("None");
  }

  private Block links() {
    List<ReportElement> links = report.children("LinksTo");
    if (links.isEmpty()) {
      // Only a live GPO has a date of creation.
      return new Paragraph(
          report.child("CreatedTime").isPresent()
              ? "This GPO is linked nowhere."
              : "A backup does not keep where its GPO is linked.");
    }
    return new Grid(
        List.of("Location", "Enforced", "Link", "Path"),
        links.stream().map(ReportTree::new).map(HeadBlocks::link).toList());
  }

  private static List<Cell> link(ReportTree link) {
    return List.of(
        Cell.of(link.text("SOMName")),
        Cell.of(
            link.text("NoOverride").equals("true")
                ? Value.badge("Enforced", Tone.WARN)
                : Value.of("No")),
        Cell.of(Value.enabled(link.text("Enabled").equals("true"))),
        Cell.of(link.text("SOMPath")));
  }

  private static Block filtering(ReportElement descriptor) {
    List<Cell> trustees = new ArrayList<>();
    new ReportTree(descriptor)
        .child("Permissions")
        .map(ReportTree::new)
        .ifPresent(permissions -> {
          for (ReportElement entry : permissions.children("TrusteePermissions")) {
            ReportTree permission = new ReportTree(entry);
            if (permission.below("Standard").contains(APPLY)
                && permission.below("Type").contains("Allow")) {
              permission
                  .child("Trustee")
                  .ifPresent(trustee -> trustees.add(Cell.of(Access.trustee(trustee))));
            }
          }
        });
    return trustees.isEmpty()
        ? new Paragraph("Nobody is allowed to apply this GPO.")
        : new Grid(List.of("Applies to"), trustees.stream().map(List::of).toList());
  }
}
