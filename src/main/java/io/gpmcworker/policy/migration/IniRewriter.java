package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfText;
import java.util.Optional;

/** Rewrites a file of sections line by line; a line that is left alone keeps every byte. */
final class IniRewriter {

  /** Decides about the lines of a file. */
  interface Lines {
    /**
     * A section begins.
     *
     * @return its name from now on; empty to leave it out with all its lines
     */
    default Optional<String> section(String name) throws MigrationException {
      return Optional.of(name);
    }

    /**
     * A line that is neither blank nor a comment nor a section.
     *
     * @return what stands there from now on; empty to leave it out
     */
    Optional<String> line(String section, String line) throws MigrationException;
  }

  private IniRewriter() {}

  static byte[] rewrite(byte[] content, String file, Lines lines)
      throws MalformedPolicyException, MigrationException {
    InfText text = InfText.decode(content, file);
    StringBuilder result = new StringBuilder(text.text().length());
    String section = "";
    boolean kept = true;
    int at = 0;
    while (at < text.text().length()) {
      int end = endOfLine(text.text(), at);
      int next = behindLineEnd(text.text(), end);
      String line = text.text().substring(at, end);
      String stripped = line.strip();
      Optional<String> now = Optional.of(line);
      if (stripped.startsWith("[") && stripped.endsWith("]")) {
        section = stripped.substring(1, stripped.length() - 1);
        String name = section;
        now = lines.section(section).map(to -> to.equals(name) ? line : "[" + to + "]");
        kept = now.isPresent();
      } else if (!stripped.isEmpty() && !stripped.startsWith(";")) {
        now = kept ? lines.line(section, line) : Optional.empty();
      }
      if (now.isPresent()) {
        result.append(now.get()).append(text.text(), end, next);
      }
      at = next;
    }
    String rewritten = result.toString();
    return rewritten.equals(text.text()) ? content : text.withText(rewritten).encode(file);
  }

  private static int endOfLine(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private static int behindLineEnd(String text, int end) {
    if (end >= text.length()) {
      return end;
    }
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}
