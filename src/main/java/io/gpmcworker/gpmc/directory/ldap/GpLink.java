package io.gpmcworker.gpmc.directory.ldap;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One link in an attribute gPLink (MS-GPOL 2.2.2), {@code [LDAP://<DN of the GPO>;<options>]}.
 *
 * @param gpoDn the GPO's distinguished name, as it is written there
 * @param options the two lowest bits count
 */
record GpLink(String gpoDn, long options) {

  private static final Pattern LINK =
      Pattern.compile("\\[LDAP://([^;\\[\\]]+);(\\d{1,10})]", Pattern.CASE_INSENSITIVE);
  private static final int DISABLED = 1;
  private static final int ENFORCED = 2;

  /** The links of an attribute, in its order; what is none is passed over, as Windows does. */
  static List<GpLink> parse(String attribute) {
    return LINK.matcher(attribute)
        .results()
        .map(link -> new GpLink(link.group(1), Long.parseLong(link.group(2))))
        .toList();
  }

  boolean enabled() {
    return (options & DISABLED) == 0;
  }

  boolean enforced() {
    return (options & ENFORCED) != 0;
  }

  /** As it is written in the attribute. */
  @Override
  public String toString() {
    return "[LDAP://%s;%d]".formatted(gpoDn, options);
  }
}
