package io.gpmcworker.gpmc.directory.transfer;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.change.BackedUpGpo;
import io.gpmcworker.gpmc.directory.change.ChangePlan;
import io.gpmcworker.gpmc.directory.change.ChangeRun;
import io.gpmcworker.gpmc.directory.change.Packages;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.migration.SourcePrincipals;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code IGPMGPO::Import}: the settings of a backup, of whatever domain, in place of those of a
 * GPO. Its GUID, name, permissions, links and WMI filter stay; its description is the backup's.
 */
public final class ImportGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final ImportGpo request;
  private final ChangeRun run;
  private final UUID newId;

  public ImportGpoOperation(DirectoryDomain domain, ImportGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.run = new ChangeRun(domain, context, "Imported into GPO");
    this.newId = NameUuid.of(NameUuid.GPOS, context.operationId());
  }

  @Override
  public Target target() throws GpmcException {
    Optional<GpoContainer> live = live();
    return live.isPresent()
        ? Target.gpo(live.get().attributes().id())
        : Target.named(request.target().toString());
  }

  /** The target; empty if it is to be created. */
  private Optional<GpoContainer> live() throws GpmcException {
    boolean missing =
        request.createIfNeeded()
            && request.target() instanceof GpoName.ByDisplayName(String name)
            && domain.directory().gpos().named(name).isEmpty();
    return missing
        ? Optional.empty()
        : Optional.of(domain.directory().gpos().get(request.target()));
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    call.plan(1);
    BackedUpGpo backup =
        BackedUpGpo.open(
            domain,
            request.backupStore(),
            domain.stores().select(request.backupStore(), request.backup()));
    Optional<GpoContainer> live = live();
    Map<GpoSide, List<DirectoryObject>> objects = objects(backup, live);
    Migration migration =
        Migration.of(
            domain.stores(),
            Optional.of(request.backupStore()),
            new Migration.Options(
                request.migrationTable(), request.migrationTableOnly(), request.mapPreferences()),
            SourcePrincipals.of(backup.folder().document().securityGroups()),
            domain);
    List<PlannedFile> files = migration.map(backup.files(), backup.place());
    migration.requireAllMapped();
    call.did("Checked the " + backup.place());
    ChangePlan plan =
        new ChangePlan(attributes(backup.core(), live), files, objects, Map.of(), backup.place());
    return run.change(List.of(plan), call).getFirst();
  }

  /**
   * The halves whose objects change. A backup's packages cannot be given to another GPO; those that
   * the GPO has go with the rest of its settings.
   */
  private Map<GpoSide, List<DirectoryObject>> objects(
      BackedUpGpo backup, Optional<GpoContainer> live) throws GpmcException {
    GpoContainers gpos = domain.directory().gpos();
    UUID id = live.map(gpo -> gpo.attributes().id()).orElse(newId);
    Map<GpoSide, List<DirectoryObject>> changed = new EnumMap<>(GpoSide.class);
    for (GpoSide side : GpoSide.values()) {
      List<DirectoryObject> now = live.isPresent() ? gpos.objects(id, side) : List.of();
      List<DirectoryObject> wanted =
          backup.objects(side, gpos.dn(id)).stream()
              .map(DirectoryObject::withoutDescriptors)
              .toList();
      if (Packages.areIn(wanted)) {
        throw new GpmcException(
            HResult.ERROR_NOT_SUPPORTED,
            "The %s holds packages of Software Installation, which clients would install anew from another GPO; import it with GPMC."
                .formatted(backup.place()));
      }
      if (!DirectoryObject.areAsBackedUp(now, wanted)) {
        changed.put(side, wanted);
      }
    }
    return changed;
  }

  private GpoAttributes attributes(GpoCoreSettings core, Optional<GpoContainer> live)
      throws GpmcException {
    return new GpoAttributes(
        live.map(gpo -> gpo.attributes().id()).orElse(newId),
        domain.dnsName(),
        live.map(gpo -> gpo.attributes().displayName()).orElse(request.target().toString()),
        core.flags(),
        version(live),
        core.machineExtensionGuids(),
        core.userExtensionGuids(),
        live.flatMap(gpo -> gpo.attributes().wmiFilter()),
        SecurityDescriptor.NONE);
  }

  private GpoVersion version(Optional<GpoContainer> live) throws GpmcException {
    try {
      return live.isPresent()
          ? new LiveGpoReader(domain).nextVersion(live.get())
          : GpoVersion.ZERO.next();
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  @Override
  public boolean isHere() throws GpmcException {
    return run.isHere();
  }

  @Override
  public Recovery recover() throws GpmcException {
    return run.recover(List::getFirst);
  }
}
