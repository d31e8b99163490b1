package io.gpmcworker.command;

import io.gpmcworker.event.EventData.Problem;
import io.gpmcworker.operation.Command;
import java.util.Optional;

/** What became of a record. */
sealed interface Decoded {

  /** A command. */
  record Valid(Command command) implements Decoded {}

  /**
   * No command.
   *
   * @param problem why not
   * @param attributes what could be read of the CloudEvent
   */
  record Invalid(Problem problem, Attributes attributes) implements Decoded {}

  /** What is known of a refused record, to answer it; absent where it could not be read. */
  record Attributes(
      Optional<String> subject,
      Optional<String> id,
      Optional<String> type,
      Optional<String> correlationId,
      Optional<String> traceparent) {
    static final Attributes NONE =
        new Attributes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }
}
