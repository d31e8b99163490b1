package io.gpmcworker.api;

import io.gpmcworker.event.RecordedEvent;
import java.sql.SQLException;

/** Which events a client wants to be told of. */
@FunctionalInterface
interface WantedEvents {

  /** By what the event says; asked by the one reader that all clients share, so quick. */
  boolean matches(RecordedEvent event);

  /** By what is known of its operation besides; asked by the client's own thread. */
  default boolean matchesOperation(RecordedEvent event) throws SQLException {
    return true;
  }
}
