package io.gpmcworker.gpmc.directory.gpo;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainInfo;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.security.FileAcl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.util.List;

/**
 * Gives a GPO's files the permissions that its object in the directory has ({@code
 * IGPMGPO::MakeACLConsistent}).
 *
 * <p>What is in the GPO's folder inherits from it on Windows, so that what GPMC changes there later
 * reaches it. Samba holds every single file to the folder's own descriptor ({@code samba-tool ntacl
 * sysvolcheck}), so there each gets it.
 */
public final class SysvolPermissions {

  private static final int AT_A_TIME = 8;

  private final DirectoryDomain domain;
  private final Sysvol sysvol;

  public SysvolPermissions(DirectoryDomain domain) {
    this.domain = domain;
    this.sysvol = domain.sysvol();
  }

  /**
   * Sets the permissions of a folder and all in it.
   *
   * @param folder a GPO's folder, or what is to become one
   * @param directory the descriptor of the GPO's object
   */
  public void mirror(SysvolPath folder, SecurityDescriptor directory)
      throws GpmcException, IOException {
    if (sysvol.descriptor(folder).isEmpty()) {
      return;
    }
    SecurityDescriptor top = FileAcl.fromDirectory(directory);
    sysvol.secure(folder, top);
    List<SysvolEntry> below = SysvolTree.list(sysvol, folder);
    ParallelSteps.run(AT_A_TIME, below, entry -> secure(entry.path(), entry.folder(), top));
  }

  /** Sets the permissions of one file in a GPO's folder. */
  public void mirrorFile(SysvolPath file, SecurityDescriptor directory)
      throws GpmcException, IOException {
    secure(file, false, FileAcl.fromDirectory(directory));
  }

  private boolean secure(SysvolPath path, boolean folder, SecurityDescriptor top)
      throws GpmcException {
    boolean repeated = domain.directory().info().product() == DomainInfo.Product.SAMBA;
    try {
      return sysvol.secure(path, repeated ? top : FileAcl.inheritedFrom(top, folder));
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }
}
