package io.gpmcworker.gpmc;

import java.util.List;
import java.util.Optional;

/**
 * How a call ended; {@code IGPMResult}.
 *
 * @param overallStatus {@code OverallStatus}: success or why not
 * @param value {@code Result}: what came out, present on success
 * @param messages {@code Status}: every message of the call
 * @param detail one sentence for people on a failure; empty on success
 * @param undone whether a call that failed is known to have left the domain as it was
 */
public record GpmcResult(
    HResult overallStatus,
    Optional<ResultValue> value,
    List<StatusMessage> messages,
    String detail,
    boolean undone) {

  public GpmcResult {
    messages = List.copyOf(messages);
  }

  /** A call that did what was asked. */
  public static GpmcResult succeeded(ResultValue value, List<StatusMessage> messages) {
    return new GpmcResult(HResult.S_OK, Optional.of(value), messages, "", false);
  }

  /** A call that failed, or was cancelled, and left the domain as it was. */
  public static GpmcResult failed(HResult status, String detail, List<StatusMessage> messages) {
    return new GpmcResult(status, Optional.empty(), messages, detail, true);
  }

  /** A call that failed and may have left a part of its change behind. */
  public static GpmcResult failedHalfway(
      HResult status, String detail, List<StatusMessage> messages) {
    return new GpmcResult(status, Optional.empty(), messages, detail, false);
  }
}
