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
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
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
    refusePackages(backup);
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

  private void refusePackages(BackedUpGpo backup) throws GpmcException {
    BackupInst inst = backup.folder().inst();
    if (Packages.in(backup.folder()) || Packages.in(domain, inst.gpoGuid())) {
      throw new GpmcException(
          HResult.ERROR_NOT_SUPPORTED,
          "The %s, or GPO '%s' as it is now, holds packages of Software Installation; restore it with GPMC."
              .formatted(backup.place(), inst.gpoDisplayName()));
    }
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
