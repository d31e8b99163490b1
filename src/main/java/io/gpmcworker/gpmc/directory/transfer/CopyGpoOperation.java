package io.gpmcworker.gpmc.directory.transfer;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.change.ChangePlan;
import io.gpmcworker.gpmc.directory.change.ChangeRun;
import io.gpmcworker.gpmc.directory.change.Packages;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.GpoFile;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.Accounts;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.SecurityGroups;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.migration.SourcePrincipals;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code IGPMGPO::CopyTo}: a new GPO with the settings of another, in its domain or in one beside
 * it. It has no links; its permissions are a new GPO's unless the source's are asked for.
 */
public final class CopyGpoOperation implements Operation {

  private final DirectoryDomain from;
  private final DirectoryDomain to;
  private final CopyGpo request;
  private final ChangeRun run;
  private final UUID newId;

  /**
   * @param from the domain of the source
   * @param to the domain of the new GPO
   */
  public CopyGpoOperation(
      DirectoryDomain from, DirectoryDomain to, CopyGpo request, OperationContext context) {
    this.from = from;
    this.to = to;
    this.request = request;
    this.run = new ChangeRun(to, context, "Copied to GPO");
    this.newId = NameUuid.of(NameUuid.GPOS, context.operationId());
  }

  /** The source, so that nothing changes it meanwhile; the new GPO is nobody else's. */
  @Override
  public Target target() throws GpmcException {
    return switch (request.source()) {
      case GpoName.ById(UUID id) -> Target.gpo(id);
      case GpoName.ByDisplayName name ->
          Target.gpo(from.directory().gpos().get(name).attributes().id());
    };
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    call.plan(1);
    GpoContainer container = from.directory().gpos().get(request.source());
    refuseSecondOfItsName();
    Map<GpoSide, List<DirectoryObject>> objects = objects(container);
    LiveGpo source = new LiveGpoReader(from, call).read(container);
    Accounts accounts = from.directory().accounts();
    Migration migration =
        Migration.of(
            from.stores(),
            request.backupStore(),
            new Migration.Options(
                request.migrationTable(), request.migrationTableOnly(), request.mapPreferences()),
            SourcePrincipals.of(sid -> SecurityGroups.ofAccount(sid, accounts)),
            to);
    List<PlannedFile> files =
        migration.map(source.files().stream().map(this::planned).toList(), from.sysvolLabel());
    SecurityDescriptor permissions =
        request.copyAcl()
            ? migration.map(container.attributes().securityDescriptor().daclOnly())
            : SecurityDescriptor.NONE;
    migration.requireAllMapped();
    call.did("Read GPO " + container.label());
    ChangePlan plan =
        new ChangePlan(
            attributes(container.attributes(), permissions, call),
            files,
            objects,
            Map.of(),
            from.sysvolLabel());
    return run.change(List.of(plan), call, () -> tellIfChanged(source, call)).getFirst();
  }

  private void tellIfChanged(LiveGpo source, Call call) throws GpmcException {
    if (!new LiveGpoReader(from).isUnchanged(source)) {
      GpoContainer container = source.container();
      call.tell(
          StatusMessage.about(
              container.dn(),
              HResult.S_OK,
              "GPO %s was changed while it was copied; delete the copy and copy it again."
                  .formatted(container.label())));
    }
  }

  private void refuseSecondOfItsName() throws GpmcException {
    if (!to.directory().gpos().named(request.targetName()).isEmpty()) {
      throw new GpmcException(
          HResult.ERROR_ALREADY_EXISTS,
          "Domain %s has a GPO '%s' already; choose another name for the copy."
              .formatted(to.dnsName(), request.targetName()));
    }
  }

  /** What extensions keep in the directory; packages cannot be given to another GPO. */
  private Map<GpoSide, List<DirectoryObject>> objects(GpoContainer source) throws GpmcException {
    Map<GpoSide, List<DirectoryObject>> objects = new EnumMap<>(GpoSide.class);
    for (GpoSide side : GpoSide.values()) {
      List<DirectoryObject> held = from.directory().gpos().objects(source.attributes().id(), side);
      if (Packages.areIn(held)) {
        throw new GpmcException(
            HResult.ERROR_NOT_SUPPORTED,
            "GPO %s holds packages of Software Installation, which clients would install anew from another GPO; copy it with GPMC."
                .formatted(source.label()));
      }
      if (!held.isEmpty()) {
        objects.put(side, held.stream().map(DirectoryObject::withoutDescriptors).toList());
      }
    }
    return objects;
  }

  private PlannedFile planned(GpoFile file) {
    return file.folder()
        ? PlannedFile.folder(file.path())
        : PlannedFile.file(file.path(), () -> from.sysvol().read(file.place()));
  }

  private GpoAttributes attributes(
      GpoAttributes source, SecurityDescriptor permissions, Call call) {
    return new GpoAttributes(
        newId,
        to.dnsName(),
        request.targetName(),
        source.flags(),
        GpoVersion.ZERO.next(),
        source.machineExtensionNames(),
        source.userExtensionNames(),
        wmiFilter(source, call),
        permissions);
  }

  /** A filter is its domain's; a copy in another goes without. */
  private Optional<WmiFilterLink> wmiFilter(GpoAttributes source, Call call) {
    Optional<WmiFilterLink> link = source.wmiFilter();
    if (link.isPresent() && !from.dnsName().equalsIgnoreCase(to.dnsName())) {
      call.tell(
          StatusMessage.about(
              link.get().id(),
              HResult.S_OK,
              "WMI filter %s is in domain %s; GPO '%s' is copied without it."
                  .formatted(link.get().id(), from.dnsName(), request.targetName())));
      return Optional.empty();
    }
    return link;
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
