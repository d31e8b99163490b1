package io.gpmcworker.operation;

import java.sql.SQLException;
import java.util.Optional;

/** Tells a database that refuses the data itself from one that is not well. */
public final class DatabaseRefusal {

  /** SQLSTATE class 22, data exception. */
  private static final String DATA_EXCEPTION = "22";

  private DatabaseRefusal() {}

  /** Whether the data was refused, so that trying the same again cannot help. */
  public static boolean is(Throwable failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof SQLException sql
          && Optional.ofNullable(sql.getSQLState())
              .filter(state -> state.startsWith(DATA_EXCEPTION))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }
}
