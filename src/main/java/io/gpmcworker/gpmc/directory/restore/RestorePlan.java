package io.gpmcworker.gpmc.directory.restore;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupObject;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a restore will make of a GPO. Made only if the whole backup can be restored.
 *
 * @param backup where the files come from
 * @param attributes what the directory will hold, with the new version
 */
record RestorePlan(BackupFolder backup, GpoAttributes attributes) {

  private static final String PACKAGE = "packageRegistration";

  UUID gpo() {
    return attributes.id();
  }

  /** For people: display name and GUID. */
  String label() {
    return "'" + attributes.displayName() + "' " + GpoName.braced(attributes.id());
  }

  /**
   * Holds a backup against the domain.
   *
   * <p>GPMC puts the settings back and not the version: clients must see that something changed. So
   * each half gets one more than the higher of the directory's and gpt.ini's, and a GPO that was
   * deleted one more than it had in the backup.
   *
   * @param place how the backup is called in sentences
   * @throws GpmcException if it is another domain's, or damaged, or holds what cannot be restored
   */
  static RestorePlan of(DirectoryDomain domain, BackupFolder backup, String place, Call call)
      throws GpmcException {
    refuseOtherDomain(domain, backup, place);
    refusePackages(domain, backup, place);
    try {
      GpoCoreSettings core = backup.document().coreSettings();
      SecurityDescriptor descriptor =
          core.securityDescriptor()
              .filter(held -> held.dacl().isPresent())
              .orElseThrow(() ->
                  new MalformedPolicyException(
                      "Backup.xml",
                      "holds no SecurityDescriptor with a DACL; such a backup can be imported"));
      for (GpoSide side : GpoSide.values()) {
        core.extensionNames(side);
      }
      backup.checkContent();
      UUID id = backup.inst().gpoGuid();
      Optional<GpoContainer> live = domain.directory().gpos().find(id);
      return new RestorePlan(
          backup,
          new GpoAttributes(
              id,
              domain.dnsName(),
              core.displayName(),
              core.flags(),
              version(domain, live, core),
              extensionNames(core, GpoSide.MACHINE),
              extensionNames(core, GpoSide.USER),
              wmiFilter(domain, core, call),
              descriptor));
    } catch (IOException e) {
      throw IoFailures.at(place, e);
    }
  }

  private static void refuseOtherDomain(DirectoryDomain domain, BackupFolder backup, String place)
      throws GpmcException {
    if (!backup.inst().gpoDomain().equalsIgnoreCase(domain.dnsName())) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DOMAINNAME,
          "The %s is of domain %s; it can be imported into %s, but not restored there."
              .formatted(place, backup.inst().gpoDomain(), domain.dnsName()));
    }
  }

  /** Packages keep their identity only if their objects are reanimated, which takes Windows. */
  private static void refusePackages(DirectoryDomain domain, BackupFolder backup, String place)
      throws GpmcException {
    boolean backedUp =
        backup.document().extensions().stream()
            .flatMap(extension -> extension.objects().stream())
            .anyMatch(RestorePlan::holdsPackage);
    if (backedUp || livePackages(domain, backup.inst().gpoGuid())) {
      throw new GpmcException(
          HResult.ERROR_NOT_SUPPORTED,
          "The %s, or GPO '%s' as it is now, holds packages of Software Installation; restore it with GPMC."
              .formatted(place, backup.inst().gpoDisplayName()));
    }
  }

  /** Recursive over a tree whose depth its reader has bounded. */
  private static boolean holdsPackage(BackupObject node) {
    return node instanceof DsObject object
        && ((object.objectClass().equalsIgnoreCase(PACKAGE) && !object.path().startsWith("*"))
            || object.children().stream().anyMatch(RestorePlan::holdsPackage));
  }

  private static boolean livePackages(DirectoryDomain domain, UUID gpo) throws GpmcException {
    for (GpoSide side : GpoSide.values()) {
      if (domain.directory().gpos().objects(gpo, side).stream().anyMatch(RestorePlan::isPackage)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPackage(DirectoryObject object) {
    return object.objectClass().equalsIgnoreCase(PACKAGE)
        || object.children().stream().anyMatch(RestorePlan::isPackage);
  }

  private static String extensionNames(GpoCoreSettings core, GpoSide side) {
    return side == GpoSide.USER ? core.userExtensionGuids() : core.machineExtensionGuids();
  }

  private static GpoVersion version(
      DirectoryDomain domain, Optional<GpoContainer> live, GpoCoreSettings core)
      throws IOException {
    GpoVersion base;
    if (live.isPresent()) {
      GpoVersion directory = live.get().attributes().version();
      GpoVersion sysvol = new LiveGpoReader(domain).sysvolVersion(live.get());
      base =
          new GpoVersion(
              Math.max(directory.user(), sysvol.user()),
              Math.max(directory.machine(), sysvol.machine()));
    } else {
      base = new GpoVersion(core.userVersion().directory(), core.machineVersion().directory());
    }
    return base.increment(GpoSide.USER).increment(GpoSide.MACHINE);
  }

  /** The link is put back, the filter is not in the backup: one that is gone is left off. */
  private static Optional<WmiFilterLink> wmiFilter(
      DirectoryDomain domain, GpoCoreSettings core, Call call)
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
