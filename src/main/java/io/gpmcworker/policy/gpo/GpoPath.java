package io.gpmcworker.policy.gpo;

import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The place of a file or folder inside a GPO's SYSVOL folder, such as {@code
 * Machine\Scripts\scripts.ini}. It cannot name anything outside that folder, and it cannot name a
 * device, a stream or a drive. Two paths are equal when Windows would take them for the same file:
 * case does not matter, though it is kept.
 */
public final class GpoPath implements Comparable<GpoPath> {

  /** The longest path accepted, in UTF-16 units; that of an extended-length Windows path. */
  public static final int MAX_LENGTH = 32_767;

  private static final int MAX_SEGMENT_LENGTH = 255;
  private static final int MAX_SEGMENTS = 128;
  private static final String FORBIDDEN = "\"*:<>?|";
  private static final Set<String> DEVICES =
      Stream.concat(
              Stream.of("con", "prn", "aux", "nul"),
              IntStream.rangeClosed(1, 9).boxed().flatMap(n -> Stream.of("com" + n, "lpt" + n)))
          .collect(Collectors.toUnmodifiableSet());

  private static final int LONGEST_DEVICE = 4;

  private final String text;
  private final String folded;

  private GpoPath(String text, String folded) {
    this.text = text;
    this.folded = folded;
  }

  /**
   * Reads a relative path with {@code \} or {@code /} between its segments.
   *
   * @throws MalformedPolicyException if it is empty, absolute, climbs, or has a name that Windows
   *     does not allow
   */
  public static GpoPath parse(String path) throws MalformedPolicyException {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      throw malformed(path, "has " + path.length() + " characters, allowed are 1 to " + MAX_LENGTH);
    }
    String text = path.replace('/', '\\');
    int start = 0;
    for (int depth = 1; start <= text.length(); depth++) {
      if (depth > MAX_SEGMENTS) {
        throw malformed(path, "is more than " + MAX_SEGMENTS + " folders deep");
      }
      int end = endOfSegment(text, start);
      check(text, start, end);
      start = end + 1;
    }
    return new GpoPath(text, fold(text));
  }

  private static int endOfSegment(String text, int start) {
    int end = text.indexOf('\\', start);
    return end < 0 ? text.length() : end;
  }

  /** In place, without a copy of the name: every file comes by here. */
  private static void check(String text, int start, int end) throws MalformedPolicyException {
    int length = end - start;
    if (length <= 2 && text.startsWith("..".substring(0, length), start)) {
      throw malformed(text, "must be relative and must not climb");
    }
    if (length > MAX_SEGMENT_LENGTH) {
      throw malformed(text, "has a name of more than " + MAX_SEGMENT_LENGTH + " characters");
    }
    char last = text.charAt(end - 1);
    if (hasForbidden(text, start, end) || last == '.' || last == ' ') {
      throw malformed(
          text, "has a name that Windows does not allow: " + printable(text.substring(start, end)));
    }
    int dot = text.indexOf('.', start, end);
    checkStem(text, start, dot < 0 ? end : dot);
  }

  private static boolean hasForbidden(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || FORBIDDEN.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** What is before the first dot of a name: a device is one with any extension. */
  private static void checkStem(String text, int start, int end) throws MalformedPolicyException {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (from < to && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    if (to - from <= LONGEST_DEVICE && DEVICES.contains(fold(text.substring(from, to)))) {
      throw malformed(text, "names the device " + text.substring(from, to));
    }
  }

  private static MalformedPolicyException malformed(String text, String reason) {
    return new MalformedPolicyException("path " + printable(text), reason);
  }

  private static String printable(String text) {
    String cut = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * A name, or a path, in the form in which every spelling of it is the same: character by
   * character, as file systems do and as {@link String#equalsIgnoreCase} does.
   */
  public static String fold(String text) {
    char[] folded = text.toCharArray();
    boolean same = true;
    for (int i = 0; i < folded.length; i++) {
      char c = folded[i];
      folded[i] = Character.toLowerCase(Character.toUpperCase(c));
      same &= folded[i] == c;
    }
    return same ? text : new String(folded);
  }

  /** The names from the outermost folder inwards; at least one. */
  public List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (int start = 0; start <= text.length(); ) {
      int end = endOfSegment(text, start);
      segments.add(text.substring(start, end));
      start = end + 1;
    }
    return segments;
  }

  /** The last name. */
  public String name() {
    return text.substring(text.lastIndexOf('\\') + 1);
  }

  /** The folder around it; empty for what lies directly in the GPO's folder. */
  public Optional<GpoPath> parent() {
    int end = text.lastIndexOf('\\');
    return end < 0
        ? Optional.empty()
        : Optional.of(new GpoPath(text.substring(0, end), folded.substring(0, end)));
  }

  /**
   * The path of a child.
   *
   * @throws MalformedPolicyException if the name is none that Windows allows
   */
  public GpoPath child(String name) throws MalformedPolicyException {
    return parse(this + "\\" + name);
  }

  /** Whether it lies, at any depth, in the given folder. */
  public boolean isBelow(GpoPath folder) {
    return folded.startsWith(folder.folded + "\\");
  }

  /** The half of the GPO it belongs to, if it is, or lies in, the folder of one. */
  public Optional<GpoSide> side() {
    int end = endOfSegment(text, 0);
    for (GpoSide side : GpoSide.values()) {
      String name = side.folder();
      if (name.length() == end && text.regionMatches(true, 0, name, 0, end)) {
        return Optional.of(side);
      }
    }
    return Optional.empty();
  }

  /** The path inside its half, without the {@code Machine} or {@code User} in front. */
  public Optional<GpoPath> insideSide() {
    int start = endOfSegment(text, 0) + 1;
    return side().isPresent() && start < text.length()
        ? Optional.of(new GpoPath(text.substring(start), folded.substring(start)))
        : Optional.empty();
  }

  /** The same place with the folder of its half spelt as GPMC spells it in backups. */
  public GpoPath withCanonicalSide() {
    return side()
        .filter(side -> !text.startsWith(side.folder()))
        .map(side -> new GpoPath(side.folder() + text.substring(side.folder().length()), folded))
        .orElse(this);
  }

  /** Where it is below a folder of this machine. */
  public Path below(Path folder) {
    Path path = folder;
    for (String segment : segments()) {
      path = path.resolve(segment);
    }
    return path;
  }

  /** The same for every spelling of one place: lower case, {@code \} between the names. */
  public String key() {
    return folded;
  }

  /** In the order in which Windows lists folders: by name without regard to case, depth first. */
  @Override
  public int compareTo(GpoPath other) {
    List<String> mine = segments();
    List<String> theirs = other.segments();
    int common = Math.min(mine.size(), theirs.size());
    for (int i = 0; i < common; i++) {
      int order =
          mine.get(i).toUpperCase(Locale.ROOT).compareTo(theirs.get(i).toUpperCase(Locale.ROOT));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.size(), theirs.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GpoPath that && folded.equals(that.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  /** With {@code \} between the names, in the case in which it was given. */
  @Override
  public String toString() {
    return text;
  }
}
