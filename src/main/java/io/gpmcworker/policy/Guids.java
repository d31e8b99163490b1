package io.gpmcworker.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** GUIDs as Group Policy writes them: {@code {31B2F340-016D-11D2-945F-00C04FB984F9}}. */
public final class Guids {

  private static final Pattern BRACED =
      Pattern.compile("\\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}");

  private Guids() {}

  /** In braces, upper case: a GPO's common name, a backup's folder name. */
  public static String braced(UUID id) {
    return "{" + id.toString().toUpperCase(Locale.ROOT) + "}";
  }

  /** In braces, lower case: how GPMC writes a domain's GUID. */
  public static String bracedLowerCase(UUID id) {
    return "{" + id + "}";
  }

  /** The GUID that a text in braces, of either case, stands for; empty if it is none. */
  public static Optional<UUID> parseBraced(String text) {
    return BRACED.matcher(text).matches()
        ? Optional.of(UUID.fromString(text.substring(1, text.length() - 1)))
        : Optional.empty();
  }
}
