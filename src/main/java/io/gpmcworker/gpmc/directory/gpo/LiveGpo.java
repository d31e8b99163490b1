package io.gpmcworker.gpmc.directory.gpo;

import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.SomLink;
import io.gpmcworker.gpmc.directory.ldap.WmiFilter;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.SideVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A GPO as it is in the domain.
 *
 * @param container its half in the directory
 * @param sysvolVersion the version in gpt.ini
 * @param wmiFilter the WMI filter it is bound to, if that exists
 * @param links where it is linked
 * @param files its files and folders, without gpt.ini; each folder before what is in it
 * @param readTime when this was read
 */
public record LiveGpo(
    GpoContainer container,
    GpoVersion sysvolVersion,
    Optional<WmiFilter> wmiFilter,
    List<SomLink> links,
    List<GpoFile> files,
    Instant readTime) {

  public LiveGpo {
    links = List.copyOf(links);
    files = List.copyOf(files);
  }

  /** The version of one half, on both sides. */
  public SideVersion version(GpoSide side) {
    return SideVersion.of(side, sysvolVersion, container.attributes().version());
  }
}
