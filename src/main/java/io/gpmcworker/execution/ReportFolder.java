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
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps reports, which are too large for the record of an operation. */
@ApplicationScoped
class ReportFolder {

  private static final Logger LOG = Logger.getLogger(ReportFolder.class);
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

  /** Removes a report that is no longer named by any operation, if it is in this folder. */
  void remove(URI report) {
    try {
      Path file = Path.of(report);
      if (folder.filter(it -> it.equals(file.getParent())).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
      LOG.warnf("GPMC-X14 The old report %s could not be removed: %s", report, e.getMessage());
    }
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
