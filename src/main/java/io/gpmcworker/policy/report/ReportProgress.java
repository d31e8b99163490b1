package io.gpmcworker.policy.report;

/**
 * Hears how far a report is, once before each extension and once at the end. What it throws ends
 * the report: the place to look at a request to cancel.
 */
@FunctionalInterface
public interface ReportProgress {

  /** Listens to nothing. */
  ReportProgress NONE = (done, total) -> {};

  /**
   * @param done extensions rendered so far, 0 to {@code total}
   * @param total extensions to render in both halves
   */
  void rendered(int done, int total);
}
