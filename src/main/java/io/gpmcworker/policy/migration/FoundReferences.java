package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.security.WellKnownSids;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notes what settings name, and changes nothing. */
public final class FoundReferences implements References {

  private final Set<Trustee> trustees = new LinkedHashSet<>();
  private final Set<String> paths = new LinkedHashSet<>();

  @Override
  public Optional<Trustee> trustee(Trustee trustee) {
    trustees.add(trustee);
    return Optional.of(trustee);
  }

  /** In a descriptor, only the accounts of a domain count: the others mean the same everywhere. */
  @Override
  public Optional<Sid> sid(Sid sid) {
    if (sid.isDomainRelative()) {
      trustees.add(new Trustee.BySid(sid));
    }
    return Optional.of(sid);
  }

  @Override
  public String path(String uncPath) {
    paths.add(uncPath);
    return uncPath;
  }

  /** Notes the principals of a DACL. */
  public void addDacl(SecurityDescriptor descriptor) {
    descriptor.dacl().map(Acl::aces).orElse(List.of()).stream()
        .map(Ace::trustee)
        .forEach(this::sid);
  }

  /**
   * Notes what a file of a GPO names.
   *
   * @param path where it is in the GPO
   * @throws MalformedPolicyException if it cannot be read
   */
  public void addFile(GpoPath path, byte[] content) throws MalformedPolicyException {
    try {
      ReferenceFiles.rewrite(path, content, this);
    } catch (MigrationException e) {
      throw new MalformedPolicyException(path.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What a backup names: in the settings that GPMC maps, and in its own lists.
   *
   * @param dacl whether the principals of its DACL count ({@code GPM_PROCESS_SECURITY})
   * @param preferences whether those of Preferences do, which GPMC does not map
   * @throws IOException if a file of it cannot be read
   */
  public static FoundReferences in(BackupFolder backup, boolean dacl, boolean preferences)
      throws IOException {
    FoundReferences found = new FoundReferences();
    for (PayloadEntry entry : backup.payload()) {
      if (entry.isFile() && ReferenceFiles.names(entry.path(), preferences)) {
        try (InputStream in = entry.open()) {
          found.addFile(entry.path(), in.readNBytes(ReferenceFiles.MAX_SIZE + 1));
        }
      }
    }
    for (SecurityGroup group : backup.document().securityGroups()) {
      if (dacl || !group.fromDacl()) {
        found.trustees.add(
            Sid.tryParse(group.sid())
                .<Trustee>map(Trustee.BySid::new)
                .orElseGet(() -> byName(group.samAccountName())));
      }
    }
    found.paths.addAll(backup.document().filePaths());
    return found;
  }

  /** One that settings know by its SID is listed by its name if it is the same everywhere. */
  private static Trustee byName(String name) {
    return WellKnownSids.ofName(name)
        .<Trustee>map(Trustee.BySid::new)
        .orElseGet(() -> new Trustee.ByName(name));
  }

  /** The principals, in the order in which they were found. */
  public List<Trustee> trustees() {
    return List.copyOf(trustees);
  }

  /** The UNC paths, in the order in which they were found. */
  public List<String> paths() {
    return List.copyOf(paths);
  }
}
