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
import java.util.Optional;
import java.util.UUID;

/**
 * Gives a GPO's files the permissions that its object in the directory has ({@code
 * IGPMGPO::MakeACLConsistent}).
 *
 * <p>What is in the GPO's folder inherits from it on Windows, so that what GPMC changes there later
 * reaches it. Samba holds every single file to the folder's own descriptor ({@code samba-tool ntacl
 * sysvolcheck}), so there each gets it. Which ACEs the folder takes over differs between versions
 * of Samba; the policy that every domain has shows which.
 */
public final class SysvolPermissions {

  private static final UUID DEFAULT_DOMAIN_POLICY =
      UUID.fromString("31B2F340-016D-11D2-945F-00C04FB984F9");
  private static final int AT_A_TIME = 8;

  private final DirectoryDomain domain;
  private final Sysvol sysvol;

  public SysvolPermissions(DirectoryDomain domain) {
    this.domain = domain;
    this.sysvol = domain.sysvol();
  }

  /**
   * The descriptor of the folder of a GPO; empty where files keep none.
   *
   * @param directory the descriptor of the GPO's object
   */
  public Optional<SecurityDescriptor> ofFolder(SecurityDescriptor directory)
      throws GpmcException, IOException {
    if (sysvol.descriptor(SysvolPath.POLICIES).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(FileAcl.fromDirectory(directory, kept()));
  }

  private FileAcl.Kept kept() throws GpmcException, IOException {
    SysvolPath example = SysvolPath.ofGpo(DEFAULT_DOMAIN_POLICY);
    boolean objectAces =
        isSamba()
            && sysvol.exists(example)
            && sysvol.descriptor(example).flatMap(SecurityDescriptor::dacl).stream()
                .flatMap(dacl -> dacl.aces().stream())
                .anyMatch(ace -> ace.type().isObject());
    return objectAces ? FileAcl.Kept.ALLOWING : FileAcl.Kept.PLAIN;
  }

  private boolean isSamba() throws GpmcException {
    return domain.directory().info().product() == DomainInfo.Product.SAMBA;
  }

  /**
   * Sets the permissions of a folder and all in it.
   *
   * @param folder a GPO's folder, or what is to become one
   * @param top what {@link #ofFolder} gave for it
   */
  public void set(SysvolPath folder, SecurityDescriptor top) throws GpmcException, IOException {
    sysvol.secure(folder, top);
    List<SysvolEntry> below = SysvolTree.list(sysvol, folder);
    ParallelSteps.run(AT_A_TIME, below, entry -> setBelow(entry.path(), entry.folder(), top));
  }

  /**
   * Gives a folder and all in it what it would inherit had it been made in another one, for a file
   * that is moved keeps what it has.
   */
  public static void inherit(Sysvol sysvol, SysvolPath folder, SysvolPath from) throws IOException {
    Optional<SecurityDescriptor> parent = sysvol.descriptor(from);
    if (parent.isPresent()) {
      sysvol.secure(folder, FileAcl.inheritedFrom(parent.get(), true));
      for (SysvolEntry entry : SysvolTree.list(sysvol, folder)) {
        sysvol.secure(entry.path(), FileAcl.inheritedFrom(parent.get(), entry.folder()));
      }
    }
  }

  /** Sets the permissions of one file in a GPO's folder. */
  public void setFile(SysvolPath file, SecurityDescriptor top) throws GpmcException {
    setBelow(file, false, top);
  }

  private boolean setBelow(SysvolPath path, boolean folder, SecurityDescriptor top)
      throws GpmcException {
    try {
      return sysvol.secure(path, isSamba() ? top : FileAcl.inheritedFrom(top, folder));
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }
}
