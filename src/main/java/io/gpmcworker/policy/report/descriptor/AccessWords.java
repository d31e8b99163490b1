package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.security.AccessMask;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words in which the rights on one kind of object are shown. */
public final class AccessWords {
  /** Files and folders below {@code [File Security]}, and the global object access auditing. */
  public static final AccessWords FILE =
      new AccessWords(
          "FileGroupedAccessEnum",
          "IndividualFileRightsEnum",
          List.of(
              new Word(0x1F01FF, "Full Control"),
              new Word(0x1301BF, "Modify"),
              new Word(0x1200A9, "Read and Execute"),
              new Word(0x120089, "Read"),
              new Word(0x100116, "Write")),
          List.of(
              new Word(0x1, "List folder / Read data"),
              new Word(0x2, "Create files / Write data"),
              new Word(0x4, "Create folders / Append data"),
              new Word(0x8, "Read extended attributes"),
              new Word(0x10, "Write extended attributes"),
              new Word(0x20, "Traverse folder / Execute file"),
              new Word(0x40, "Delete subfolders and files"),
              new Word(0x80, "Read attributes"),
              new Word(0x100, "Write attributes")));

  /** Keys below {@code [Registry Keys]}. */
  public static final AccessWords REGISTRY =
      new AccessWords(
          "RegistryGroupedAccessEnum",
          "IndividualRegistryRightsEnum",
          List.of(
              new Word(0xF003F, "Full Control"),
              new Word(0x20019, "Read"),
              new Word(0x20006, "Write")),
          List.of(
              new Word(0x1, "Query Value"),
              new Word(0x2, "Set Value"),
              new Word(0x4, "Create Subkey"),
              new Word(0x8, "Enumerate Subkeys"),
              new Word(0x10, "Notify"),
              new Word(0x20, "Create Link")));

  /** Services below {@code [Service General Setting]}. */
  public static final AccessWords SERVICE =
      new AccessWords(
          "ServicesGroupedAccessEnum",
          "IndividualServicesRightsEnum",
          List.of(
              new Word(0xF01FF, "Full Control"),
              new Word(0x2018D, "Read"),
              new Word(0x20070, "Start, Stop and Pause"),
              new Word(0x20002, "Write"),
              new Word(0x10000, "Delete")),
          List.of(
              new Word(0x1, "Query template"),
              new Word(0x2, "Change template"),
              new Word(0x4, "Query status"),
              new Word(0x8, "Enumerate dependents"),
              new Word(0x10, "Start"),
              new Word(0x20, "Stop"),
              new Word(0x40, "Pause and continue"),
              new Word(0x80, "Interrogate"),
              new Word(0x100, "User-defined control")));

  /** Packages of Software Installation, which are objects of the directory. */
  public static final AccessWords PACKAGE =
      new AccessWords(
          "SoftwareInstallationGroupedAccessEnum",
          "IndividualSoftwareInstallationRightsEnum",
          List.of(
              new Word(0xF01FF, "Full Control"),
              new Word(0x20094, "Read"),
              new Word(0x20028, "Write")),
          List.of(
              new Word(0x1, "Create all child objects"),
              new Word(0x2, "Delete all child objects"),
              new Word(0x4, "List contents"),
              new Word(0x8, "All validated writes"),
              new Word(0x10, "Read all properties"),
              new Word(0x20, "Write all properties"),
              new Word(0x40, "Delete subtree"),
              new Word(0x80, "List object"),
              new Word(0x100, "All extended rights")));

  private record Word(int rights, String text) {}

  private static final List<Word> STANDARD_RIGHTS =
      List.of(
          new Word(AccessMask.DELETE, "Delete"),
          new Word(AccessMask.READ_CONTROL, "Read permissions"),
          new Word(AccessMask.WRITE_DAC, "Change permissions"),
          new Word(AccessMask.WRITE_OWNER, "Take ownership"));

  private final String groupedElement;
  private final String individualElement;
  private final List<Word> grouped;
  private final List<Word> individual;

  private AccessWords(
      String groupedElement, String individualElement, List<Word> grouped, List<Word> individual) {
    this.groupedElement = groupedElement;
    this.individualElement = individualElement;
    this.grouped = grouped;
    this.individual = individual;
  }

  /** The element that holds the word for a whole set of rights. */
  public String groupedElement() {
    return groupedElement;
  }

  /** The element that holds the word for one right. */
  public String individualElement() {
    return individualElement;
  }

  /**
   * The mask as the report counts it: the rights of the object, without SYNCHRONIZE, which Windows
   * adds to every right on a file.
   */
  public int shown(AccessMask mask) {
    int bits = mask.bits();
    if (mask.has(AccessMask.GENERIC_ALL)) {
      bits |= grouped.getFirst().rights();
    }
    return bits & (0xF0000 | 0xFFFF);
  }

  /** The word for exactly the given rights, if there is one. */
  public Optional<String> groupedWord(int shown) {
    return grouped.stream()
        .filter(word -> (word.rights() & ~AccessMask.SYNCHRONIZE) == shown)
        .map(Word::text)
        .findFirst();
  }

  /** The words for each of the given rights. */
  public List<String> individualWords(int shown) {
    return Stream.concat(individual.stream(), STANDARD_RIGHTS.stream())
        .filter(word -> (shown & word.rights()) != 0)
        .map(Word::text)
        .toList();
  }
}
