package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
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

  @Override
  public String path(String uncPath) {
    paths.add(uncPath);
    return uncPath;
  }

  /** Notes the principals of a DACL. */
  public void addDacl(SecurityDescriptor descriptor) {
    for (Ace ace : descriptor.dacl().map(Acl::aces).orElse(List.of())) {
      trustees.add(new Trustee.BySid(ace.trustee()));
    }
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
