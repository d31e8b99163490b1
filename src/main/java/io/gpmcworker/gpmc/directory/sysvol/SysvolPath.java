package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.gpmc.GpoName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A place below a domain's folder in SYSVOL, {@code \\<controller>\sysvol\<domain>}. It cannot name
 * anything outside.
 *
 * @param names the folders and the file, from the top; empty for the domain's folder itself
 */
public record SysvolPath(List<String> names) {

  /** Deepest place that is accepted. */
  public static final int MAX_DEPTH = 160;

  /** The domain's folder. */
  public static final SysvolPath TOP = new SysvolPath(List.of());

  /** Where the GPOs are (MS-GPOL 2.2.4). */
  public static final SysvolPath POLICIES = TOP.resolve("Policies");

  private static final int MAX_NAME_LENGTH = 255;

  public SysvolPath {
    names = List.copyOf(names);
    if (names.size() > MAX_DEPTH) {
      throw new IllegalArgumentException("more than " + MAX_DEPTH + " folders deep: " + names);
    }
    names.forEach(SysvolPath::check);
  }

  /** A GPO's folder (MS-GPOL 2.2.4, gPCFileSysPath). */
  public static SysvolPath ofGpo(UUID gpo) {
    return POLICIES.resolve(GpoName.braced(gpo));
  }

  private static void check(String name) {
    boolean allowed =
        !name.isEmpty()
            && name.length() <= MAX_NAME_LENGTH
            && !name.equals(".")
            && !name.equals("..")
            && name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == ':');
    if (!allowed) {
      throw new IllegalArgumentException("'" + name + "' cannot be a file's name in SYSVOL");
    }
  }

  /** A file or folder inside this folder. */
  public SysvolPath resolve(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new SysvolPath(longer);
  }

  /** A place below this folder, given with {@code /} or {@code \} between the names. */
  public SysvolPath resolveAll(String relative) {
    List<String> longer = new ArrayList<>(names);
    longer.addAll(List.of(relative.split("[/\\\\]", -1)));
    return new SysvolPath(longer);
  }

  /**
   * The folder around this place.
   *
   * @throws java.util.NoSuchElementException if this is the domain's folder itself
   */
  public SysvolPath parent() {
    List<String> shorter = new ArrayList<>(names);
    shorter.removeLast();
    return new SysvolPath(shorter);
  }

  /** The last name. */
  public String name() {
    return names.getLast();
  }

  /** What remains of this path below {@code top}, with {@code /} between the names. */
  public String below(SysvolPath top) {
    return String.join("/", names.subList(top.names.size(), names.size()));
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }
}
