package io.gpmcworker.policy.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the descriptor of a GPO in the directory becomes that of its SYSVOL folder: what GPMC checks
 * as ACL consistency ({@code IGPMGPO::IsACLConsistent}). The mapping is the one that Samba demands
 * of a GPO ({@code samba-tool gpo aclcheck}).
 */
public final class FileAcl {

  private static final Sid CREATOR_OWNER = Sid.of(3, 0);
  private static final Sid PRE_WINDOWS_2000_COMPATIBLE_ACCESS = Sid.of(5, 32, 554);

  private static final Sid LOCAL_SYSTEM = Sid.of(5, 18);
  private static final Sid ADMINISTRATORS = Sid.of(5, 32, 544);

  private static final int FULL_CONTROL = 0x1F01FF;
  private static final int STANDARD_RIGHTS = 0x1F0000;
  private static final int READ_AND_EXECUTE =
      AccessMask.SYNCHRONIZE
          | AccessMask.FILE_READ_DATA
          | AccessMask.FILE_READ_EA
          | AccessMask.FILE_READ_ATTRIBUTES
          | AccessMask.FILE_EXECUTE;
  private static final int WRITE =
      AccessMask.SYNCHRONIZE
          | AccessMask.FILE_WRITE_DATA
          | AccessMask.FILE_APPEND_DATA
          | AccessMask.FILE_WRITE_EA
          | AccessMask.FILE_WRITE_ATTRIBUTES;

  private FileAcl() {}

  /**
   * The descriptor of the SYSVOL folder of a GPO that has the given one in the directory: owner and
   * group as they are, no SACL, a protected DACL of the plain ACEs, inherited by all in the folder.
   * ACEs about single properties or extended rights, Apply Group Policy among them, have no
   * counterpart there.
   */
  public static SecurityDescriptor fromDirectory(SecurityDescriptor directory) {
    Optional<Acl> dacl =
        directory
            .dacl()
            .map(acl ->
                Acl.of(
                    acl.aces().stream()
                        .filter(FileAcl::hasCounterpart)
                        .map(FileAcl::counterpart)
                        .toList()))
            .or(() -> Optional.of(Acl.of(List.of())));
    return SecurityDescriptor.of(
        SecurityDescriptor.DACL_PROTECTED
            | (directory.control() & SecurityDescriptor.DACL_AUTO_INHERITED),
        directory.owner(),
        directory.group(),
        Optional.empty(),
        dacl);
  }

  /**
   * The descriptor of what lies in a SYSVOL folder and inherits all of its own from it, as Windows
   * keeps it: the same owner and group, and the folder's ACEs marked as inherited (MS-DTYP
   * 2.5.3.4).
   *
   * @param folder a descriptor made by {@link #fromDirectory}
   * @param ofFolder whether what inherits is a folder itself
   */
  public static SecurityDescriptor inheritedFrom(SecurityDescriptor folder, boolean ofFolder) {
    List<Ace> inherited = new ArrayList<>();
    for (Ace ace : folder.dacl().map(Acl::aces).orElse(List.of())) {
      boolean ofCreator = ace.trustee().equals(CREATOR_OWNER);
      if (ofCreator) {
        folder
            .owner()
            .ifPresent(owner ->
                inherited.add(Ace.of(ace.type(), Ace.INHERITED, ace.mask().bits(), owner)));
      }
      if (ofFolder) {
        inherited.add(
            Ace.of(ace.type(), ace.flags() | Ace.INHERITED, ace.mask().bits(), ace.trustee()));
      } else if (!ofCreator) {
        inherited.add(Ace.of(ace.type(), Ace.INHERITED, ace.mask().bits(), ace.trustee()));
      }
    }
    return SecurityDescriptor.of(
        SecurityDescriptor.DACL_AUTO_INHERITED,
        folder.owner(),
        folder.group(),
        Optional.empty(),
        Optional.of(Acl.of(inherited)));
  }

  /**
   * The descriptor of a folder that is nobody's business but that of its owner, the system and
   * administrators; all that is made in it inherits it.
   *
   * @param owner whose it is
   */
  public static SecurityDescriptor privateTo(Sid owner) {
    return SecurityDescriptor.of(
        SecurityDescriptor.DACL_PROTECTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            Acl.of(
                Stream.of(LOCAL_SYSTEM, ADMINISTRATORS, owner)
                    .distinct()
                    .map(trustee ->
                        Ace.of(
                            AceType.ACCESS_ALLOWED,
                            Ace.OBJECT_INHERIT | Ace.CONTAINER_INHERIT,
                            FULL_CONTROL,
                            trustee))
                    .toList())));
  }

  private static boolean hasCounterpart(Ace ace) {
    return (ace.type() == AceType.ACCESS_ALLOWED || ace.type() == AceType.ACCESS_DENIED)
        && !ace.trustee().equals(PRE_WINDOWS_2000_COMPATIBLE_ACCESS);
  }

  private static Ace counterpart(Ace ace) {
    int inheritance =
        Ace.OBJECT_INHERIT
            | Ace.CONTAINER_INHERIT
            | (ace.trustee().equals(CREATOR_OWNER) ? Ace.INHERIT_ONLY : 0);
    return Ace.of(ace.type(), ace.flags() | inheritance, fileRights(ace.mask()), ace.trustee());
  }

  private static int fileRights(AccessMask directory) {
    int rights = directory.bits() & STANDARD_RIGHTS;
    if (directory.has(AccessMask.DS_READ_PROPERTY | AccessMask.DS_LIST_CONTENTS)) {
      rights |= READ_AND_EXECUTE;
    }
    if (directory.has(AccessMask.DS_WRITE_PROPERTY)) {
      rights |= WRITE;
    }
    if (directory.has(AccessMask.DS_CREATE_CHILD)) {
      rights |= AccessMask.FILE_WRITE_DATA | AccessMask.FILE_APPEND_DATA;
    }
    if (directory.has(AccessMask.DS_DELETE_CHILD)) {
      rights |= AccessMask.FILE_DELETE_CHILD;
    }
    return rights;
  }
}
