package io.gpmcworker.api.view;

/** Where things are. */
public final class Paths {

  /** Of everything. */
  public static final String BASE = "/api/v1";

  private Paths() {}

  /** Of an operation. */
  public static String operation(String id) {
    return BASE + "/operations/" + id;
  }
}
