package io.gpmcworker.policy.report;

/** Counts the extensions of both halves for the listener. */
final class ExtensionProgress {

  private final ReportProgress listener;
  private final int total;
  private int done;

  ExtensionProgress(ReportProgress listener, int total) {
    this.listener = listener;
    this.total = total;
  }

  void next() {
    listener.rendered(done++, total);
  }

  void finish() {
    listener.rendered(total, total);
  }
}
