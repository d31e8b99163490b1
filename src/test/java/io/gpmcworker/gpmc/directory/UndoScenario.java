package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.GpmcRequest;

/**
 * An operation to be interrupted in every way.
 *
 * @param domain where it runs
 * @param name for people
 * @param prepare brings the domain to where the operation begins, from before or after it
 * @param request the operation
 */
record UndoScenario(FaultDomain domain, String name, Preparation prepare, GpmcRequest request) {

  /** Makes the domain what it is before the operation; the same each time. */
  @FunctionalInterface
  interface Preparation {
    void run() throws Exception;
  }

  /** Whether it fails at every call in every build. */
  boolean thorough() {
    return name.startsWith("'Startup Scripts' restored in place");
  }

  @Override
  public String toString() {
    return name;
  }
}
