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

  private final List<String> segments;
  private final String text;
  private final String folded;

  private GpoPath(List<String> segments) {
    this.segments = List.copyOf(segments);
    this.text = String.join("\\", segments);
    this.folded = fold(text);
  }

  /**
   * Reads a relative path with {@code \} or {@code /} between its segments.
   *
   * @throws MalformedPolicyException if it is empty, absolute, climbs, or has a name that Windows
   *     does not allow
   */
  public static GpoPath parse(String text) throws MalformedPolicyException {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw malformed(text, "has " + text.length() + " characters, allowed are 1 to " + MAX_LENGTH);
    }
    List<String> segments = split(text);
    if (segments.size() > MAX_SEGMENTS) {
      throw malformed(text, "is more than " + MAX_SEGMENTS + " folders deep");
    }
    for (String segment : segments) {
      check(text, segment);
    }
    return new GpoPath(segments);
  }

  private static List<String> split(String text) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '\\' || text.charAt(i) == '/') {
        segments.add(text.substring(start, i));
        start = i + 1;
      }
    }
    return segments;
  }

  /**
   * Whether a character is one that Windows allows in no name. A loop: every file comes by here.
   */
  private static boolean hasForbidden(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c < ' ' || FORBIDDEN.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void check(String text, String segment) throws MalformedPolicyException {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      throw malformed(text, "must be relative and must not climb");
    }
    if (segment.length() > MAX_SEGMENT_LENGTH) {
      throw malformed(text, "has a name of more than " + MAX_SEGMENT_LENGTH + " characters");
    }
    if (hasForbidden(segment) || segment.endsWith(".") || segment.endsWith(" ")) {
      throw malformed(text, "has a name that Windows does not allow: " + printable(segment));
    }
    int dot = segment.indexOf('.');
    String stem = (dot < 0 ? segment : segment.substring(0, dot)).strip();
    if (stem.length() <= LONGEST_DEVICE && DEVICES.contains(fold(stem))) {
      throw malformed(text, "names the device " + stem);
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
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(Character.toLowerCase(Character.toUpperCase(text.charAt(i))));
    }
    return folded.toString();
  }

  /** The names from the outermost folder inwards; at least one. */
  public List<String> segments() {
    return segments;
  }

  /** The last name. */
  public String name() {
    return segments.getLast();
  }

  /** The folder around it; empty for what lies directly in the GPO's folder. */
  public Optional<GpoPath> parent() {
    return segments.size() == 1
        ? Optional.empty()
        : Optional.of(new GpoPath(segments.subList(0, segments.size() - 1)));
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
    for (GpoSide side : GpoSide.values()) {
      if (segments.getFirst().equalsIgnoreCase(side.folder())) {
        return Optional.of(side);
      }
    }
    return Optional.empty();
  }

  /** The path inside its half, without the {@code Machine} or {@code User} in front. */
  public Optional<GpoPath> insideSide() {
    return side().isPresent() && segments.size() > 1
        ? Optional.of(new GpoPath(segments.subList(1, segments.size())))
        : Optional.empty();
  }

  /** The same place with the folder of its half spelt as GPMC spells it in backups. */
  public GpoPath withCanonicalSide() {
    return side()
        .map(side -> {
          List<String> canonical = new ArrayList<>(segments);
          canonical.set(0, side.folder());
          return new GpoPath(canonical);
        })
        .orElse(this);
  }

  /** Where it is below a folder of this machine. */
  public Path below(Path folder) {
    Path path = folder;
    for (String segment : segments) {
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
    int common = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < common; i++) {
      int order =
          segments
              .get(i)
              .toUpperCase(Locale.ROOT)
              .compareTo(other.segments.get(i).toUpperCase(Locale.ROOT));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(segments.size(), other.segments.size());
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
