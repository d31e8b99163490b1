package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/**
 * The principals of a descriptor in SDDL. Only its SIDs are touched, the rest stays as it is
 * written: a two-letter name means the account of the domain where it is read.
 */
final class SddlReferences {

  private static final int TRUSTEE_FIELD = 5;

  private SddlReferences() {}

  static String rewrite(String sddl, References references) throws MigrationException {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < sddl.length()) {
      int open = sddl.indexOf('(', at);
      if (open < 0) {
        break;
      }
      result.append(head(sddl.substring(at, open), references));
      int end = endOf(sddl, open);
      result.append(ace(sddl.substring(open, end), references));
      at = end;
    }
    return result.append(head(sddl.substring(at), references)).toString();
  }

  /** Behind the parenthesis that closes the one at {@code open}; a condition nests some. */
  private static int endOf(String sddl, int open) {
    int depth = 0;
    for (int i = open; i < sddl.length(); i++) {
      if (sddl.charAt(i) == '(') {
        depth++;
      } else if (sddl.charAt(i) == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return sddl.length();
  }

  private static String ace(String ace, References references) throws MigrationException {
    int start = 0;
    for (int field = 0; field < TRUSTEE_FIELD; field++) {
      start = ace.indexOf(';', start) + 1;
      if (start == 0) {
        return ace;
      }
    }
    int end = start;
    while (end < ace.length() && ace.charAt(end) != ';' && ace.charAt(end) != ')') {
      end++;
    }
    Optional<Sid> sid = Sid.tryParse(ace.substring(start, end).strip());
    if (sid.isEmpty()) {
      return ace;
    }
    Optional<Sid> mapped = references.sid(sid.get());
    if (mapped.isEmpty()) {
      return "";
    }
    return mapped.equals(sid) ? ace : ace.substring(0, start) + mapped.get() + ace.substring(end);
  }

  /** Owner and group, in front of the lists. */
  private static String head(String text, References references) throws MigrationException {
    String result = text;
    for (String part : new String[] {"O:", "G:"}) {
      int start = result.indexOf(part);
      if (start >= 0) {
        int end = start + 2;
        while (end < result.length() && isOfSid(result, end)) {
          end++;
        }
        Optional<Sid> sid = Sid.tryParse(result.substring(start + 2, end));
        if (sid.isPresent()) {
          String mapped = references.sid(sid.get()).map(to -> part + to).orElse("");
          result = result.substring(0, start) + mapped + result.substring(end);
        }
      }
    }
    return result;
  }

  private static boolean isOfSid(String text, int at) {
    char c = text.charAt(at);
    boolean first = c == 'S' || c == 's';
    return c == '-'
        || (c >= '0' && c <= '9')
        || (first && at + 1 < text.length() && text.charAt(at + 1) == '-');
  }
}
