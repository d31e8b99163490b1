package io.gpmcworker.execution;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.operation.ReportsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps reports, which are too large for the record of an operation. */
@ApplicationScoped
class ReportFolder {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Optional<Path> folder;

  ReportFolder(ReportsConfig config) {
    this.folder = config.path().map(Path::toAbsolutePath);
  }

  /**
   * Writes a result that is a report.
   *
   * @return where it is; empty for any other result
   * @throws GpmcException if it cannot be written
   */
  Optional<URI> keep(String operationId, ResultValue value) throws GpmcException {
    if (!(value instanceof ResultValue.Report(ReportType type, String text))) {
      return Optional.empty();
    }
    Path target =
        folder
            .orElseThrow(
                () -> new GpmcException(HResult.E_FAIL, "gpmc.reports.path is not configured."))
            .resolve(operationId + "." + type.wireName());
    try {
      Path written = Files.createTempFile(target.getParent(), ".report-", null);
      try {
        writeText(written, type, text);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new GpmcException(
          HResult.ERROR_WRITE_FAULT,
          "The report could not be written to %s: %s".formatted(target, e.getMessage()),
          e);
    }
    return Optional.of(target.toUri());
  }

  /** GPMC's XML reports are UTF-16 with a byte order mark, and their declaration says so. */
  private static void writeText(Path file, ReportType type, String text) throws IOException {
    if (type == ReportType.HTML) {
      Files.writeString(file, text);
    } else {
      Files.writeString(file, BYTE_ORDER_MARK + text, StandardCharsets.UTF_16LE);
    }
  }
}
