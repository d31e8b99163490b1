package io.gpmcworker.gpmc.directory.embedded;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.gpmc.directory.ldap.WmiFilter;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.gpt.GptIni;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts GPOs into the embedded domain, in the order in which Windows creates one (MS-GPOL 2.2.8).
 */
final class GpoInstaller {

  private static final String LAPTOPS = "SELECT * FROM Win32_Battery";

  private final DomainDirectory directory;
  private final GpoContainers gpos;
  private final Sysvol sysvol;

  GpoInstaller(DomainDirectory directory, Sysvol sysvol) throws GpmcException {
    this.directory = directory;
    this.gpos = directory.gpos();
    this.sysvol = sysvol;
  }

  int installMissing(List<GpoBlueprint> blueprints) throws GpmcException, IOException {
    int installed = 0;
    for (GpoBlueprint blueprint : blueprints) {
      if (gpos.find(blueprint.id()).isEmpty()) {
        install(blueprint);
        installed++;
      }
    }
    return installed;
  }

  private void install(GpoBlueprint blueprint) throws GpmcException, IOException {
    Optional<WmiFilterLink> filter = Optional.empty();
    if (blueprint.wmiFilter().isPresent()) {
      filter = Optional.of(filter(blueprint.wmiFilter().get()));
    }
    GpoAttributes attributes =
        new GpoAttributes(
            blueprint.id(),
            directory.info().dnsName(),
            blueprint.name(),
            blueprint.flags(),
            blueprint.version(),
            blueprint.extensionNames(GpoSide.MACHINE),
            blueprint.extensionNames(GpoSide.USER),
            filter,
            AdDefaults.GPO);
    GpoContainer gpo = install(attributes, blueprint.version(), List.of(), blueprint.files());
    for (GpoBlueprint.Link link : blueprint.links()) {
      directory.link(gpo, link.somDn(), link.options());
    }
  }

  private WmiFilterLink filter(WmiFilter filter) throws GpmcException {
    UUID id = UUID.nameUUIDFromBytes(filter.name().getBytes(StandardCharsets.UTF_8));
    WmiFilterLink link = new WmiFilterLink(directory.info().dnsName(), Guids.braced(id));
    ensureFilter(link, filter);
    return link;
  }

  /** Adds a WMI filter unless it is there. */
  void ensureFilter(WmiFilterLink link, WmiFilter filter) throws GpmcException {
    if (directory.wmiFilter(link).isEmpty()) {
      directory.createWmiFilter(link, filter, LAPTOPS);
    }
  }

  /**
   * Adds a GPO.
   *
   * @param sysvolVersion the version in gpt.ini
   * @param folders by their paths inside the GPO; those around files need not be named
   * @param files by their paths inside the GPO
   */
  GpoContainer install(
      GpoAttributes attributes,
      GpoVersion sysvolVersion,
      List<String> folders,
      Map<String, GpoBlueprint.Content> files)
      throws GpmcException, IOException {
    gpos.create(attributes);
    SysvolPath folder = SysvolPath.ofGpo(attributes.id());
    for (GpoSide side : GpoSide.values()) {
      sysvol.createFolder(folder.resolve(side.folder()));
    }
    for (String inside : folders) {
      sysvol.createFolder(folder.resolveAll(inside));
    }
    for (Map.Entry<String, GpoBlueprint.Content> file : files.entrySet()) {
      try (OutputStream out =
          new BufferedOutputStream(sysvol.write(folder.resolveAll(file.getKey())), 1 << 16)) {
        file.getValue().writeTo(out);
      }
    }
    try (OutputStream out = sysvol.write(folder.resolve(GptIni.NAME))) {
      out.write(GptIni.create(sysvolVersion).toByteArray());
    }
    return gpos.find(attributes.id()).orElseThrow();
  }
}
