package io.gpmcworker.cli.remote;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a verb that talks to a worker ends, for scripts. */
public enum ExitCode {
  SUCCEEDED(0, "Done; the operation succeeded, if it was waited for."),
  FAILED(1, "The operation failed; the domain is as it was."),
  USAGE(2, "The command line or the configuration is wrong."),
  CANCELLED(3, "The operation was cancelled; the domain is as it was."),
  OUTCOME_UNKNOWN(4, "What the operation left in the domain is not known."),
  TIMED_OUT(5, "Waited for long enough; the operation goes on."),
  UNAVAILABLE(6, "The worker cannot be reached, or cannot serve now; try again."),
  REFUSED(7, "The worker refuses: not valid, not allowed, not there, or too late.");

  /** The worst first: of several operations the worst one decides. */
  private static final Comparator<ExitCode> BY_WEIGHT = Comparator.comparingInt(ExitCode::weight);

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** What the shell sees. */
  public int code() {
    return code;
  }

  /** What tells an operation's state: {@link #TIMED_OUT} for one that has not ended. */
  public static ExitCode of(String state) {
    return switch (state) {
      case "SUCCEEDED" -> SUCCEEDED;
      case "FAILED" -> FAILED;
      case "CANCELLED" -> CANCELLED;
      case "OUTCOME_UNKNOWN" -> OUTCOME_UNKNOWN;
      default -> TIMED_OUT;
    };
  }

  /** The one that decides; {@link #SUCCEEDED} of none. */
  public static ExitCode worst(Collection<ExitCode> codes) {
    return codes.stream().max(BY_WEIGHT).orElse(SUCCEEDED);
  }

  /** All of them for a help text, by code. */
  public static Map<String, String> list() {
    Map<String, String> list = new LinkedHashMap<>();
    for (ExitCode it : values()) {
      list.put(Integer.toString(it.code), it.meaning);
    }
    list.put("130", "Ctrl-C: no longer watched; the operation goes on.");
    return list;
  }

  private int weight() {
    return switch (this) {
      case SUCCEEDED -> 0;
      case CANCELLED -> 1;
      case TIMED_OUT -> 2;
      case REFUSED -> 3;
      case FAILED -> 4;
      case OUTCOME_UNKNOWN -> 5;
      case UNAVAILABLE -> 6;
      case USAGE -> 7;
    };
  }
}
