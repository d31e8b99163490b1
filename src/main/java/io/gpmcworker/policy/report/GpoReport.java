package io.gpmcworker.policy.report;

import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportXmlWriter;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportSide;
import java.io.IOException;
import java.io.OutputStream;

/** Renders the settings report of a GPO ({@code IGPMGPO::GenerateReport}, {@code repXML}). */
public final class GpoReport {

  private GpoReport() {}

  /** Renders a report without templates: registry values are shown as they are. */
  public static ReportElement render(ReportInput input, ReportProgress progress) {
    return render(input, AdmxTemplates.NONE, progress);
  }

  /**
   * Renders a report.
   *
   * @param templates what registry values mean
   * @param progress hears of every extension; what it throws ends the report
   * @return the root element, GPO
   */
  public static ReportElement render(
      ReportInput input, AdmxTemplates templates, ReportProgress progress) {
    Trustees trustees = new Trustees(input.names(), input.domainSid());
    ReportElement root = ReportHead.render(input, trustees);
    ExtensionProgress counted = new ExtensionProgress(progress, total(input));
    for (GpoSide side : GpoSide.values()) {
      ExtensionSource source =
          new ExtensionSource(side, input.side(side), trustees, templates);
      root.add(side(input.side(side), side, source, counted));
    }
    counted.finish();
    return root.addAll(input.links().stream().map(ReportHead::link).toList());
  }

  /** Writes a report without templates: registry values are shown as they are. */
  public static void writeXml(ReportInput input, ReportProgress progress, OutputStream out)
      throws IOException {
    writeXml(input, AdmxTemplates.NONE, progress, out);
  }

  /**
   * Renders a report as GPMC writes it: UTF-16LE with byte order mark.
   *
   * @param templates what registry values mean
   * @param progress hears of every extension; what it throws ends the report
   * @param out is flushed and stays open
   * @throws IOException if the stream fails
   */
  public static void writeXml(
      ReportInput input, AdmxTemplates templates, ReportProgress progress, OutputStream out)
      throws IOException {
    ReportXmlWriter.write(render(input, templates, progress), out);
  }

  private static ReportElement side(
      ReportSide half, GpoSide side, ExtensionSource source, ExtensionProgress progress) {
    ReportElement element = ReportHead.side(half, side);
    return element.addAll(new SideExtensions(source, progress).render(half.extensions()));
  }

  private static int total(ReportInput input) {
    return size(input.machine().extensions()) + size(input.user().extensions());
  }

  private static int size(ExtensionNames extensions) {
    return extensions.groups().size();
  }
}
