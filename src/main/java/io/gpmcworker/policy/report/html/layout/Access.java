package io.gpmcworker.policy.report.html.layout;

import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Folded;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.report.words.AccessScope;
import io.gpmcworker.policy.security.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Security descriptors: who may do what, and whose doings are audited. */
public final class Access {

  private Access() {}

  /** A descriptor, the element SecurityDescriptor, as facts and tables. */
  public static List<Block> blocks(ReportElement descriptor) {
    return blocks(new Reading(descriptor));
  }

  static List<Block> blocks(Reading descriptor) {
    List<Block> blocks = new ArrayList<>();
    List<Block> others = new ArrayList<>();
    String sddl = descriptor.text("SDDL");
    descriptor.ignoring("PermissionsPresent", "AuditingPresent");
    List<Fact> facts = new ArrayList<>();
    for (String name : List.of("Owner", "Group")) {
      descriptor
          .child(name)
          .ifPresent(trustee -> facts.add(new Fact(name, Cell.of(trustee(trustee, others)))));
    }
    if (!facts.isEmpty()) {
      blocks.add(new Facts(facts));
    }
    list(descriptor.child("Permissions"), "TrusteePermissions", "Permission", blocks, others);
    list(descriptor.child("Auditing"), "TrusteeAuditing", "Audited access", blocks, others);
    if (!sddl.isEmpty()) {
      blocks.add(Folded.text("SDDL", sddl));
    }
    blocks.addAll(others);
    blocks.addAll(descriptor.rest());
    return blocks;
  }

  private static void list(
      Optional<ReportElement> list,
      String entryName,
      String column,
      List<Block> blocks,
      List<Block> others) {
    if (list.isEmpty()) {
      return;
    }
    Reading reading = new Reading(list.get());
    String inherits = reading.text("InheritsFromParent");
    List<List<Cell>> rows = new ArrayList<>();
    for (ReportElement entry : reading.children(entryName)) {
      Reading read = new Reading(entry);
      rows.add(row(read, others));
      others.addAll(read.rest());
    }
    blocks.add(new Grid(List.of("Name", "Type", column, "Applies to"), rows));
    if (inherits.equals("true")) {
      blocks.add(new Block.Paragraph("Entries of the parent object are inherited as well."));
    }
    others.addAll(reading.rest());
  }

  private static List<Cell> row(Reading entry, List<Block> others) {
    Value name =
        entry.child("Trustee").map(trustee -> trustee(trustee, others)).orElse(Value.of(""));
    String type =
        entry
            .child("Type")
            .map(kind ->
                String.join(" ", kind.children().stream().map(ReportElement::text).toList()))
            .orElse("");
    boolean inherited = entry.text("Inherited").equals("true");
    List<Value> rights = new ArrayList<>();
    for (String kind : List.of("Standard", "Custom")) {
      entry
          .child(kind)
          .ifPresent(words -> words.children().forEach(word -> rights.add(Value.of(word.text()))));
    }
    String mask = entry.text("AccessMask");
    if (rights.isEmpty() && !mask.isEmpty()) {
      rights.add(Value.of("Access mask " + mask));
    }
    String scope = entry.child("Applicability").map(AccessScope::words).orElse("");
    return List.of(
        Cell.of(name),
        Cell.of(Value.badge(type, tone(type))),
        new Cell(rights),
        Cell.of(Value.of(scope, inherited ? "inherited" : "")));
  }

  private static Tone tone(String type) {
    return switch (type) {
      case "Allow" -> Tone.GOOD;
      case "Deny" -> Tone.BAD;
      default -> Tone.LABEL;
    };
  }

  /** An account of which only the SID is known. */
  static Value account(String sid) {
    return Sid.tryParse(sid)
        .flatMap(new Trustees(TrusteeNames.NONE, Optional.empty())::nameOf)
        .map(name -> Value.of(name, sid))
        .orElseGet(() -> Value.of(sid));
  }

  /** A trustee by name, or by SID if it has none. */
  public static Value trustee(ReportElement trustee) {
    return trustee(trustee, new ArrayList<>());
  }

  static Value trustee(ReportElement trustee, List<Block> others) {
    Reading reading = new Reading(trustee);
    String sid = reading.text("SID");
    String name = reading.text("Name");
    others.addAll(reading.rest());
    return name.isEmpty() ? Value.of(sid) : Value.of(name, sid);
  }
}
