package io.gpmcworker.api.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may do. Each role may do what the ones before it may: resources name all that may.
 */
public enum Role {
  /** Look. */
  VIEWER,
  /** Start and cancel operations. */
  OPERATOR,
  /** Send dead letters again. */
  ADMIN;

  /** Name of {@link #VIEWER}, for annotations. */
  public static final String VIEW = "viewer";

  /** Name of {@link #OPERATOR}, for annotations. */
  public static final String OPERATE = "operator";

  /** Name of {@link #ADMIN}, for annotations. */
  public static final String ADMINISTER = "admin";

  /** The role of that name. */
  public static Optional<Role> of(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  /** Its name in files and claims. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
