package io.gpmcworker.policy.migration;

/** A principal or path cannot be mapped. The message is a sentence that names it. */
public final class MigrationException extends Exception {

  private static final long serialVersionUID = 1L;

  public MigrationException(String message) {
    super(message);
  }
}
