package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.SideVersion;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One half of a GPO, as the report shows it.
 *
 * @param version in the directory and on SYSVOL
 * @param enabled whether the half applies
 * @param extensions the registered client-side extensions; each is reported, others are not
 * @param files the half's files
 * @param objects what its extensions keep in the directory
 * @param problem why it is not known of all extensions whether they are registered
 */
public record ReportSide(
    SideVersion version,
    boolean enabled,
    ExtensionNames extensions,
    ReportFiles files,
    ReportObjects objects,
    Optional<String> problem) {

  private static final Pattern GROUP = Pattern.compile("\\[[^\\[\\]]{1,10000}]");

  /** A half whose extensions are known and keep nothing in the directory. */
  public ReportSide(
      SideVersion version, boolean enabled, ExtensionNames extensions, ReportFiles files) {
    this(version, enabled, extensions, files, ReportObjects.NONE, Optional.empty());
  }

  /** The same half with other files. */
  public ReportSide withFiles(ReportFiles others) {
    return new ReportSide(version, enabled, extensions, others, objects, problem);
  }

  /**
   * A half whose extensions are still to be read; if they cannot be, the report says so.
   *
   * @param extensionNames as the directory holds them
   */
  static ReportSide of(
      SideVersion version,
      boolean enabled,
      String extensionNames,
      ReportFiles files,
      ReportObjects objects) {
    try {
      // GPMC leaves a blank where all extensions were taken out of a half.
      ExtensionNames extensions = ExtensionNames.parse(extensionNames.strip());
      return new ReportSide(version, enabled, extensions, files, objects, Optional.empty());
    } catch (MalformedPolicyException e) {
      return new ReportSide(
          version,
          enabled,
          readable(extensionNames),
          files,
          objects,
          Optional.ofNullable(e.getMessage()));
    }
  }

  /** The groups of a damaged list that can be read: what they register is there to be shown. */
  private static ExtensionNames readable(String extensionNames) {
    return new ExtensionNames(
        GROUP
            .matcher(extensionNames)
            .results()
            .flatMap(group -> readableGroups(group.group()))
            .toList());
  }

  private static Stream<ExtensionNames.Group> readableGroups(String text) {
    try {
      return ExtensionNames.parse(text).groups().stream();
    } catch (MalformedPolicyException e) {
      return Stream.empty();
    }
  }
}
