package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportXmlWriter;
import io.gpmcworker.policy.report.html.HtmlReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reports as results. */
final class ReportTexts {

  private ReportTexts() {}

  /**
   * Accepts the types that there are of a GPO's report.
   *
   * @throws GpmcException for any other type
   */
  static void requireRendered(ReportType type) throws GpmcException {
    if (type != ReportType.XML && type != ReportType.HTML) {
      throw new GpmcException(
          HResult.ERROR_NOT_SUPPORTED,
          "The directory driver renders reports as xml and html, not as %s."
              .formatted(type.wireName()));
    }
  }

  /**
   * A report as text.
   *
   * @param type one that {@link #requireRendered} accepts
   */
  static ResultValue.Report result(ReportType type, ReportElement report) {
    return new ResultValue.Report(
        type, type == ReportType.HTML ? HtmlReport.render(report) : ReportXmlWriter.text(report));
  }

  /** The bytes of a gpreport.xml. */
  static byte[] xml(ReportElement report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ReportXmlWriter.write(report, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
