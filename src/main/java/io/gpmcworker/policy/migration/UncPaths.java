package io.gpmcworker.policy.migration;

/** Paths of the form {@code \\server\share\…}. */
final class UncPaths {

  private UncPaths() {}

  static boolean isUnc(String text) {
    int share = text.indexOf('\\', 2);
    return text.startsWith("\\\\")
        && text.length() > 2
        && text.charAt(2) != '\\'
        && share > 2
        && share + 1 < text.length()
        && text.charAt(share + 1) != '\\'
        && !text.startsWith("\\\\?\\")
        && !text.startsWith("\\\\.\\");
  }

  /** Whether a path is the given one or below it; case does not matter. */
  static boolean isAtOrBelow(String path, String top) {
    String start = top.endsWith("\\") ? top.substring(0, top.length() - 1) : top;
    return path.regionMatches(true, 0, start, 0, start.length())
        && (path.length() == start.length() || path.charAt(start.length()) == '\\');
  }

  /** A path at or below {@code top}, with {@code other} in place of {@code top}. */
  static String moved(String path, String top, String other) {
    int start = top.endsWith("\\") ? top.length() - 1 : top.length();
    String end = other.endsWith("\\") ? other.substring(0, other.length() - 1) : other;
    return end + path.substring(start);
  }
}
