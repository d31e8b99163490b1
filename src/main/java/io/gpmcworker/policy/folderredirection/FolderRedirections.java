package io.gpmcworker.policy.folderredirection;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.security.Sid;
import java.util.ArrayList;
import java.util.List;

/**
 * An fdeploy1.ini (MS-GPFR 2.2.2).
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

  private static Target target(InfFile ini, String folder, String group, String file)
      throws MalformedPolicyException {
    String section = folder + "_" + group;
    String flags = ini.value(section, "Flags").orElse("0");
    try {
      return new Target(
          Sid.parse(group),
          group,
          Integer.parseUnsignedInt(flags, 16),
          ini.value(section, "FullPath").orElse(""));
    } catch (NumberFormatException e) {
      throw new MalformedPolicyException(
          file, "[" + section + "] has the flags " + flags + ", expected a hexadecimal number", e);
    }
  }
}
