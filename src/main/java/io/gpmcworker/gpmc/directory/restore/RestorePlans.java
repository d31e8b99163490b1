package io.gpmcworker.gpmc.directory.restore;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.change.BackedUpGpo;
import io.gpmcworker.gpmc.directory.change.ChangePlan;
import io.gpmcworker.gpmc.directory.change.Packages;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.PackageChange;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says what restores will make of GPOs. */
final class RestorePlans {

  private final DirectoryDomain domain;
  private final BackupStoreName store;

  RestorePlans(DirectoryDomain domain, BackupStoreName store) {
    this.domain = domain;
    this.store = store;
  }

  /**
   * Holds a backup against the domain.
   *
   * <p>GPMC puts the settings back and not the version: clients must see that something changed. So
   * each half gets one more than the higher of the directory's and gpt.ini's, and a GPO that was
   * deleted one more than it had in the backup.
   *
   * @throws GpmcException if it is another domain's, or damaged, or holds what cannot be restored
   */
  ChangePlan of(BackupInst inst, Call call) throws GpmcException {
    BackedUpGpo backup = BackedUpGpo.open(domain, store, inst);
    refuseOtherDomain(backup);
    Objects objects = objects(backup);
    try {
      GpoCoreSettings core = backup.core();
      SecurityDescriptor descriptor =
          core.securityDescriptor()
              .filter(held -> held.dacl().isPresent())
              .orElseThrow(() ->
                  new MalformedPolicyException(
                      "Backup.xml",
                      "holds no SecurityDescriptor with a DACL; such a backup can be imported"));
      UUID id = inst.gpoGuid();
      Optional<GpoContainer> live = domain.directory().gpos().find(id);
      ChangePlan plan =
          new ChangePlan(
              new GpoAttributes(
                  id,
                  domain.dnsName(),
                  core.displayName(),
                  core.flags(),
                  version(live, core),
                  core.machineExtensionGuids(),
                  core.userExtensionGuids(),
                  wmiFilter(core, call),
                  descriptor),
              backup.files(),
              objects.swapped(),
              objects.packages(),
              backup.place());
      call.did("Checked the backup of GPO " + plan.label());
      return plan;
    } catch (IOException e) {
      throw IoFailures.at(backup.place(), e);
    }
  }

  private void refuseOtherDomain(BackedUpGpo backup) throws GpmcException {
    String origin = backup.folder().inst().gpoDomain();
    if (!origin.equalsIgnoreCase(domain.dnsName())) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DOMAINNAME,
          "The %s is of domain %s; it can be imported into %s, but not restored there."
              .formatted(backup.place(), origin, domain.dnsName()));
    }
  }

  /**
   * What becomes of the objects that extensions keep in the directory.
   *
   * @param swapped the halves that are swapped whole
   * @param packages the packages that are changed where they are, or go
   */
  private record Objects(
      Map<GpoSide, List<DirectoryObject>> swapped, Map<GpoSide, List<PackageChange>> packages) {}

  /**
   * Packages keep their identity only where they are, so a half that shall hold some is not
   * swapped.
   */
  private Objects objects(BackedUpGpo backup) throws GpmcException {
    UUID gpo = backup.folder().inst().gpoGuid();
    Objects objects = new Objects(new EnumMap<>(GpoSide.class), new EnumMap<>(GpoSide.class));
    for (GpoSide side : GpoSide.values()) {
      List<DirectoryObject> live = domain.directory().gpos().objects(gpo, side);
      List<DirectoryObject> wanted = backup.objects(side, domain.directory().gpos().dn(gpo));
      if (DirectoryObject.areAsBackedUp(live, wanted)) {
        continue;
      }
      if (Packages.areIn(wanted)) {
        refuseOtherPackages(live, wanted, backup);
        objects.packages().put(side, Packages.changes(live, wanted));
      } else {
        objects.swapped().put(side, wanted);
      }
    }
    return objects;
  }

  private static void refuseOtherPackages(
      List<DirectoryObject> live, List<DirectoryObject> wanted, BackedUpGpo backup)
      throws GpmcException {
    List<String> missing = Packages.missing(live, wanted);
    if (!missing.isEmpty()) {
      throw notSupported(
          "The %s holds packages of Software Installation that GPO '%s' does not hold any more (%s); clients would install them anew, so restore it with GPMC, which brings deleted packages back."
              .formatted(
                  backup.place(),
                  backup.folder().inst().gpoDisplayName(),
                  String.join(", ", missing)));
    }
    if (!Packages.areAllThatDiffers(live, wanted)) {
      throw notSupported(
          "The %s holds packages of Software Installation beside objects that are not those of GPO '%s'; restore it with GPMC."
              .formatted(backup.place(), backup.folder().inst().gpoDisplayName()));
    }
  }

  private static GpmcException notSupported(String message) {
    return new GpmcException(HResult.ERROR_NOT_SUPPORTED, message);
  }

  private GpoVersion version(Optional<GpoContainer> live, GpoCoreSettings core) throws IOException {
    return live.isPresent()
        ? new LiveGpoReader(domain).nextVersion(live.get())
        : new GpoVersion(core.userVersion().directory(), core.machineVersion().directory()).next();
  }

  /** The link is put back, the filter is not in the backup: one that is gone is left off. */
  private Optional<WmiFilterLink> wmiFilter(GpoCoreSettings core, Call call)
      throws GpmcException, MalformedPolicyException {
    Optional<WmiFilterLink> link = core.wmiFilter();
    if (link.isPresent() && domain.directory().wmiFilter(link.get()).isEmpty()) {
      call.tell(
          StatusMessage.about(
              link.get().id(),
              HResult.S_OK,
              "WMI filter '%s' does not exist any more; GPO '%s' is restored without it."
                  .formatted(core.wmiFilterName().orElse(link.get().id()), core.displayName())));
      return Optional.empty();
    }
    return link;
  }
}
