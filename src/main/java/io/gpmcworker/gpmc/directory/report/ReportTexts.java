package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import java.nio.charset.StandardCharsets;

/** Reports as results. */
final class ReportTexts {

  private ReportTexts() {}

  /**
   * Accepts XML alone.
   *
   * @throws GpmcException for any other type
   */
  static void requireXml(ReportType type) throws GpmcException {
    if (type != ReportType.XML) {
      throw new GpmcException(
          HResult.ERROR_NOT_SUPPORTED,
          "The directory driver renders reports as xml, not as %s.".formatted(type.wireName()));
    }
  }

  /** A gpreport.xml as text; its declaration still names the encoding, as GPMC's does. */
  static ResultValue.Report result(byte[] report) {
    return new ResultValue.Report(ReportType.XML, new String(report, StandardCharsets.UTF_16));
  }
}
