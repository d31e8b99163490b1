package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.Locale;
import java.util.Optional;

/** scripts.ini and psscripts.ini (MS-GPSCR 2.2): the scripts that lie outside the GPO. */
final class ScriptReferences {

  private ScriptReferences() {}

  static byte[] rewrite(byte[] content, String file, References references)
      throws MalformedPolicyException, MigrationException {
    return IniRewriter.rewrite(
        content,
        file,
        (section, line) -> {
          int equals = line.indexOf('=');
          boolean command =
              equals > 0
                  && line.substring(0, equals).strip().toLowerCase(Locale.ROOT).endsWith("cmdline");
          return Optional.of(command ? withPath(line, equals, references) : line);
        });
  }

  /** A line {@code key=\\server\share\…} with the path that stands in its place. */
  static String withPath(String line, int equals, References references) {
    String value = line.substring(equals + 1);
    String path = value.strip();
    if (!UncPaths.isUnc(path)) {
      return line;
    }
    String mapped = references.path(path);
    return mapped.equals(path)
        ? line
        : line.substring(0, equals + 1 + value.indexOf(path)) + mapped;
  }
}
