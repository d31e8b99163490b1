package io.gpmcworker.gpmc;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a command names a GPO or a Starter GPO: by display name or by {@code {GUID}}. Display names
 * are not unique in a domain; a driver that finds several answers with an error that lists them.
 */
public sealed interface GpoName {

  /** Longest display name accepted, in UTF-16 units; the directory's {@code rangeUpper} is 256. */
  int MAX_LENGTH = 256;

  Pattern BRACED_GUID = Pattern.compile("\\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}");

  /** A display name, compared without regard to case, as the directory does. */
  record ByDisplayName(String displayName) implements GpoName {
    public ByDisplayName {
      if (displayName.isBlank() || displayName.length() > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "a GPO's display name has 1 to " + MAX_LENGTH + " characters");
      }
    }

    @Override
    public String toString() {
      return displayName;
    }
  }

  /** The GUID that is the GPO's common name in the directory. */
  record ById(UUID id) implements GpoName {
    @Override
    public String toString() {
      return braced(id);
    }
  }

  /**
   * Reads a GPO's name as users write it.
   *
   * @throws IllegalArgumentException if it is blank or too long
   */
  static GpoName parse(String text) {
    return BRACED_GUID.matcher(text).matches()
        ? new ById(UUID.fromString(text.substring(1, text.length() - 1)))
        : new ByDisplayName(text);
  }

  /** A GUID as GPMC writes it: in braces, upper case. */
  static String braced(UUID id) {
    return "{" + id.toString().toUpperCase(Locale.ROOT) + "}";
  }
}
