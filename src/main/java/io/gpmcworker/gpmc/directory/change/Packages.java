package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.policy.backup.DirectoryObject;
import java.util.List;

/**
 * The packages of Software Installation. They keep their identity only if their objects are
 * reanimated, which takes Windows; so who finds some refuses.
 */
public final class Packages {

  private static final String PACKAGE = "packageRegistration";

  private Packages() {}

  /** Whether there are packages among these objects. */
  public static boolean areIn(List<DirectoryObject> objects) {
    return objects.stream().anyMatch(object -> object.holds(PACKAGE));
  }
}
