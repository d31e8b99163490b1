package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.gpmc.GpoName;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * A place below a domain's folder in SYSVOL, {@code \\<controller>\sysvol\<domain>}. It cannot name
 * anything outside.
 */
public final class SysvolPath {

  /** Deepest place that is accepted. */
  public static final int MAX_DEPTH = 160;

  /** The domain's folder. */
  public static final SysvolPath TOP = new SysvolPath("", 0);

  /** Where the GPOs are (MS-GPOL 2.2.4). */
  public static final SysvolPath POLICIES = TOP.resolve("Policies");

  private static final int MAX_NAME_LENGTH = 255;

  /** With a slash between the names: every file of every GPO comes by here, again and again. */
  private final String text;

  private final int depth;

  private SysvolPath(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  /** A GPO's folder (MS-GPOL 2.2.4, gPCFileSysPath). */
  public static SysvolPath ofGpo(UUID gpo) {
    return POLICIES.resolve(GpoName.braced(gpo));
  }

  private static boolean isName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || name.equals(".")
        || name.equals("..")) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == '/' || c == '\\' || c == ':') {
        return false;
      }
    }
    return true;
  }

  /**
   * A file or folder inside this folder.
   *
   * @throws IllegalArgumentException if nothing in SYSVOL can have that name, or it would be deeper
   *     than {@link #MAX_DEPTH}
   */
  public SysvolPath resolve(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("'" + name + "' cannot be a file's name in SYSVOL");
    }
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException("more than " + MAX_DEPTH + " folders deep: " + this);
    }
    return new SysvolPath(depth == 0 ? name : text + '/' + name, depth + 1);
  }

  /**
   * A place below this folder, given with {@code /} or {@code \} between the names.
   *
   * @throws IllegalArgumentException as {@link #resolve}
   */
  public SysvolPath resolveAll(String relative) {
    SysvolPath place = this;
    for (String name : relative.split("[/\\\\]", -1)) {
      place = place.resolve(name);
    }
    return place;
  }

  /**
   * The folder around this place.
   *
   * @throws NoSuchElementException if this is the domain's folder itself
   */
  public SysvolPath parent() {
    if (depth == 0) {
      throw new NoSuchElementException("nothing is around the domain's folder");
    }
    return new SysvolPath(text.substring(0, Math.max(0, text.lastIndexOf('/'))), depth - 1);
  }

  /** The folders and the file, from the top; empty for the domain's folder itself. */
  public List<String> names() {
    return depth == 0 ? List.of() : List.of(text.split("/"));
  }

  /** The last name; empty for the domain's folder itself. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** What remains of this path below {@code top}, with {@code /} between the names. */
  public String below(SysvolPath top) {
    return top.depth == 0 || depth == top.depth
        ? text.substring(top.text.length())
        : text.substring(top.text.length() + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SysvolPath that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** With {@code /} between the names. */
  @Override
  public String toString() {
    return text;
  }
}
