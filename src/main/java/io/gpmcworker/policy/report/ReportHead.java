package io.gpmcworker.policy.report;

import static io.gpmcworker.policy.report.document.ReportNamespaces.SETTINGS;
import static io.gpmcworker.policy.report.document.ReportNamespaces.TYPES;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.report.descriptor.GpoDescriptor;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportLink;
import io.gpmcworker.policy.report.input.ReportSide;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The parts of the report around the extensions. */
final class ReportHead {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TICKS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private ReportHead() {}

  /** The root with all that stands before its halves. */
  static ReportElement render(ReportInput input, Trustees trustees) {
    ReportElement root = ReportElement.of(SETTINGS, "GPO").remark(input.comment());
    root.add(
            root.sibling("Identifier")
                .add(ReportElement.of(TYPES, "Identifier", Guids.braced(input.id())))
                .add(ReportElement.of(TYPES, "Domain", input.domain())))
        .leaf("Name", input.name())
        .leaf("IncludeComments", true);
    input.createdTime().ifPresent(time -> root.leaf("CreatedTime", seconds(time)));
    input.modifiedTime().ifPresent(time -> root.leaf("ModifiedTime", seconds(time)));
    root.leaf("ReadTime", ticks(input.readTime()))
        .add(
            GpoDescriptor.describe(
                root.sibling("SecurityDescriptor"), input.securityDescriptor(), trustees))
        .leaf("FilterDataAvailable", input.wmiFilterAvailable());
    input
        .wmiFilter()
        .ifPresent(filter -> {
          root.leaf("FilterName", filter.name());
          filter.description().ifPresent(text -> root.leaf("FilterDescription", text));
        });
    return root;
  }

  /** A time as precise as Windows has it. */
  static String ticks(Instant time) {
    return TICKS.format(time);
  }

  private static String seconds(Instant time) {
    return SECONDS.format(time);
  }

  /** One half, without its extensions. */
  static ReportElement side(ReportSide half, GpoSide side) {
    return ReportElement.of(SETTINGS, side == GpoSide.MACHINE ? "Computer" : "User")
        .leaf("VersionDirectory", half.version().directory())
        .leaf("VersionSysvol", half.version().sysvol())
        .leaf("Enabled", half.enabled());
  }

  /** A link, behind the halves. */
  static ReportElement link(ReportLink link) {
    return ReportElement.of(SETTINGS, "LinksTo")
        .leaf("SOMName", link.somName())
        .leaf("SOMPath", link.somPath())
        .leaf("Enabled", link.enabled())
        .leaf("NoOverride", link.noOverride());
  }
}
