package io.gpmcworker.policy.folderredirection;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.security.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An fdeploy1.ini (MS-GPFR 2.2.2), or the fdeploy.ini that clients before Windows Vista read
 * (MS-GPFR 2.2.1).
 *
 * @param folders in file order
 */
public record FolderRedirections(List<Folder> folders) {

  /**
   * A redirected folder.
   *
   * @param id the known folder's GUID in braces, as written
   * @param targets where it goes, for each group
   */
  public record Folder(String id, List<Target> targets) {
    public Folder {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Where the folder of a group's members goes.
   *
   * @param group whom it is about
   * @param groupText the same as the file writes it, where Windows spells SIDs in lower case
   * @param flags how (MS-GPFR 2.2.2.2.1)
   * @param fullPath the new place; empty if the folder follows its parent or stays local
   */
  public record Target(Sid group, String groupText, int flags, String fullPath) {

    private static final int MOVE_CONTENTS = 0x1;
    private static final int FOLLOW_PARENT = 0x2;
    private static final int NOT_SPECIFIED = 0x4;
    private static final int EXCLUSIVE_RIGHTS = 0x10;
    private static final int MOVE_BACK_ON_REMOVAL = 0x20;
    private static final int REDIRECT_TO_PATH = 0x1000;
    private static final int REDIRECT_TO_LOCAL = 0x2000;

    /** Whether what is in the folder moves along. */
    public boolean movesContents() {
      return (flags & MOVE_CONTENTS) != 0;
    }

    /** Whether it goes where its parent goes. */
    public boolean followsParent() {
      return (flags & FOLLOW_PARENT) != 0;
    }

    /** Whether the GPO leaves open where it goes. */
    public boolean isNotSpecified() {
      return (flags & NOT_SPECIFIED) != 0;
    }

    /** Whether only the user has access to the new place. */
    public boolean grantsExclusiveRights() {
      return (flags & EXCLUSIVE_RIGHTS) != 0;
    }

    /** Whether it goes back when the policy ceases to apply. */
    public boolean movesBackOnRemoval() {
      return (flags & MOVE_BACK_ON_REMOVAL) != 0;
    }

    /** Whether it goes to the path; without, Windows takes no notice of the path. */
    public boolean redirectsToPath() {
      return (flags & REDIRECT_TO_PATH) != 0;
    }

    /** Whether it goes back to the local profile. */
    public boolean redirectsToLocal() {
      return (flags & REDIRECT_TO_LOCAL) != 0;
    }
  }

  private static final String FOLDERS = "Folder_Redirection";
  private static final String FOLDERS_BEFORE_VISTA = "FolderStatus";
  private static final String EVERYONE = "S-1-1-0";

  /** The known folders (MS-GPFR 1.9) that had names before they had GUIDs. */
  private static final SortedMap<String, String> NAMED_FOLDERS =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    NAMED_FOLDERS.put("My Documents", "{FDD39AD0-238F-46AF-ADB4-6C85480369C7}");
    NAMED_FOLDERS.put("My Pictures", "{33E28130-4E1E-4676-835A-98395C3BC3BB}");
    NAMED_FOLDERS.put("Start Menu", "{625B53C3-AB48-4EC1-BA1F-A1EF4146FC19}");
    NAMED_FOLDERS.put("Application Data", "{3EB685DB-65F9-4CF6-A03A-E3EF65729F3D}");
    NAMED_FOLDERS.put("Desktop", "{B4BFCC3A-DB2C-424C-B029-7FE99A87C641}");
  }

  public FolderRedirections {
    folders = List.copyOf(folders);
  }

  /**
   * Reads a file.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if a SID or a number is malformed
   */
  public static FolderRedirections read(byte[] content, String file)
      throws MalformedPolicyException {
    InfFile ini = InfFile.read(content, file);
    List<Folder> folders = new ArrayList<>();
    for (InfFile.Entry entry : ini.entries(FOLDERS)) {
      List<Target> targets = new ArrayList<>();
      for (String group : entry.value().split(";")) {
        if (!group.isBlank()) {
          targets.add(target(ini, entry.key(), group.strip(), file));
        }
      }
      folders.add(new Folder(entry.key(), targets));
    }
    return new FolderRedirections(folders);
  }

  /**
   * Reads an fdeploy.ini, as if it were an fdeploy1.ini that says the same.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if a SID or a number is malformed
   */
  public static FolderRedirections readBeforeVista(byte[] content, String file)
      throws MalformedPolicyException {
    InfFile ini = InfFile.read(content, file);
    List<Folder> folders = new ArrayList<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (InfFile.Entry status : ini.entries(FOLDERS_BEFORE_VISTA)) {
      if (!seen.add(status.key())) {
        continue;
      }
      int flags = flags(status.value(), FOLDERS_BEFORE_VISTA, file);
      List<Target> targets = new ArrayList<>();
      for (InfFile.Entry group : ini.entries(status.key())) {
        int toPath = flags | Target.REDIRECT_TO_PATH;
        targets.add(new Target(Sid.parse(group.key()), group.key(), toPath, group.value()));
      }
      if (targets.isEmpty()) {
        targets.add(new Target(Sid.parse(EVERYONE), EVERYONE, flags, ""));
      }
      folders.add(new Folder(NAMED_FOLDERS.getOrDefault(status.key(), status.key()), targets));
    }
    return new FolderRedirections(folders);
  }

  private static Target target(InfFile ini, String folder, String group, String file)
      throws MalformedPolicyException {
    String section = folder + "_" + group;
    return new Target(
        Sid.parse(group),
        group,
        flags(ini.value(section, "Flags").orElse("0"), section, file),
        ini.value(section, "FullPath").orElse(""));
  }

  private static int flags(String flags, String section, String file)
      throws MalformedPolicyException {
    try {
      return Integer.parseUnsignedInt(flags, 16);
    } catch (NumberFormatException e) {
      throw new MalformedPolicyException(
          file, "[" + section + "] has the flags " + flags + ", expected a hexadecimal number", e);
    }
  }
}
