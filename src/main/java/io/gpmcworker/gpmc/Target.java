package io.gpmcworker.gpmc;

import java.util.Locale;
import java.util.UUID;

/**
 * What an operation touches, as a key: operations of one domain with equal keys run one after the
 * other, in the order in which they were accepted.
 *
 * @param key {@code gpo:{GUID}}, {@code name:lower-case name} of a GPO that does not exist yet, or
 *     {@code *}
 */
public record Target(String key) {

  /** The whole domain: nothing else runs beside it. */
  public static final Target WHOLE_DOMAIN = new Target("*");

  /** One GPO. */
  public static Target gpo(UUID id) {
    return new Target("gpo:" + GpoName.braced(id));
  }

  /** A GPO that is not there (yet), by the name that was asked for. */
  public static Target named(String displayName) {
    return new Target("name:" + displayName.toLowerCase(Locale.ROOT));
  }
}
