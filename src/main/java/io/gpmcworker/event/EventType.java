package io.gpmcworker.event;

/** The CloudEvents {@code type} of every event that the worker publishes. */
public enum EventType {
  OPERATION_ACCEPTED("io.gpmcworker.operation.accepted"),
  OPERATION_STARTED("io.gpmcworker.operation.started"),
  OPERATION_PROGRESSED("io.gpmcworker.operation.progressed"),
  OPERATION_CANCELLING("io.gpmcworker.operation.cancelling"),
  OPERATION_SUCCEEDED("io.gpmcworker.operation.succeeded"),
  OPERATION_FAILED("io.gpmcworker.operation.failed"),
  OPERATION_CANCELLED("io.gpmcworker.operation.cancelled"),
  OPERATION_OUTCOME_UNKNOWN("io.gpmcworker.operation.outcome-unknown"),
  CANCEL_ACCEPTED("io.gpmcworker.cancel.accepted"),
  CANCEL_TOO_LATE("io.gpmcworker.cancel.too-late"),
  CANCEL_NOT_SUPPORTED("io.gpmcworker.cancel.not-supported"),
  COMMAND_REJECTED("io.gpmcworker.command.rejected");

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /** The value of the {@code type} attribute. */
  public String wireName() {
    return wireName;
  }

  /**
   * The value of the {@code dataschema} attribute: names the payload's shape and its version. It
   * changes only with a change that an older reader would not survive.
   */
  public String dataSchema() {
    return "urn:" + wireName.replace('.', ':') + ":v1";
  }
}
