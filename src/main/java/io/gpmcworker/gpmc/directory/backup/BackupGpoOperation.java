package io.gpmcworker.gpmc.directory.backup;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.NameUuid;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.call.Right;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.backup.BackupStaging;
import io.gpmcworker.policy.backup.BackupStore;
import java.io.IOException;
import java.util.UUID;

/**
 * {@code IGPMGPO::Backup}. The backup appears in the store whole or not at all; its id follows from
 * the operation's, so that a later worker can tell which.
 */
public final class BackupGpoOperation implements Operation {

  private final DirectoryDomain domain;
  private final BackupGpo request;
  private final OperationContext context;

  public BackupGpoOperation(DirectoryDomain domain, BackupGpo request, OperationContext context) {
    this.domain = domain;
    this.request = request;
    this.context = context;
  }

  @Override
  public Target target() throws GpmcException {
    return switch (request.gpo()) {
      case GpoName.ById(UUID id) -> Target.gpo(id);
      case GpoName.ByDisplayName name ->
          Target.gpo(domain.directory().gpos().get(name).attributes().id());
    };
  }

  @Override
  public ResultValue run(Call call) throws GpmcException {
    BackupStore store = domain.stores().open(request.backupStore(), call);
    GpoContainer gpo = domain.directory().gpos().get(request.gpo());
    GpoBackup backup =
        new GpoBackup(
            domain,
            new LiveGpoReader(domain, call),
            request.backupStore(),
            request.comment(),
            call);
    try (BackupStaging staging = GpoBackup.stage(store, context)) {
      ResultValue.Backup written = backup.write(backup.read(gpo), backupId(), staging);
      backup.tellOfChanges();
      call.checkpoint();
      Right.check();
      staging.publish();
      return written;
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(request.backupStore()), e);
    }
  }

  private UUID backupId() {
    return NameUuid.of(NameUuid.BACKUPS, context.operationId());
  }

  @Override
  public Recovery recover() throws GpmcException {
    BackupStore store = domain.stores().open(request.backupStore());
    try {
      boolean interrupted = store.stagedOperations().contains(context.operationId());
      store.discardStaging(context.operationId());
      if (store.find(backupId()).isEmpty()) {
        return new Recovery.NothingLeft();
      }
      if (interrupted) {
        store.rebuildManifest();
      }
      return new Recovery.Completed(
          new StoredBackups(domain.stores(), request.backupStore()).describe(backupId()));
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(request.backupStore()), e);
    }
  }
}
