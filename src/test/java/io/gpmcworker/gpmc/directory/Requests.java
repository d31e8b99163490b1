package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.policy.migration.Destination;
import io.gpmcworker.policy.migration.EntryType;
import io.gpmcworker.policy.migration.Mapping;
import io.gpmcworker.policy.migration.MigrationTable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests as most tests make them, on the tests' one store. */
final class Requests {

  private Requests() {}

  /** A backup back to where it is from. */
  static RestoreGpo restored(UUID backup) {
    return new RestoreGpo(new BackupSelector.ById(backup), TestDomain.STORE);
  }

  /** A backup into a GPO of a name, whether or not there is one. */
  static ImportGpo imported(UUID backup, String target) {
    return imported(backup, new GpoName.ByDisplayName(target), true);
  }

  /** A backup into a GPO. */
  static ImportGpo imported(UUID backup, GpoName target, boolean create) {
    return imported(backup, target, Optional.empty(), create);
  }

  /** A backup into a GPO, through a migration table. */
  static ImportGpo imported(
      UUID backup, GpoName target, Optional<StoredFileName> table, boolean create) {
    return new ImportGpo(
        new BackupSelector.ById(backup), TestDomain.STORE, target, table, false, false, create);
  }

  /** A GPO beside itself. */
  static CopyGpo copied(GpoName source, String name, boolean acl) {
    return copied(source, name, Optional.empty(), Optional.empty(), acl);
  }

  /** A GPO here or in another domain, through a migration table. */
  static CopyGpo copied(
      GpoName source,
      String name,
      Optional<String> domain,
      Optional<StoredFileName> table,
      boolean acl) {
    return new CopyGpo(
        source, name, domain, table.map(file -> TestDomain.STORE), table, false, false, acl);
  }

  /** What makes administrators of corp.example such of Samba's domain. */
  static MigrationTable toSamba() {
    return new MigrationTable(
        List.of(
            new Mapping(
                EntryType.GLOBAL_GROUP,
                "Domain Admins@corp.example",
                new Destination.Set("Domain Admins@gpmc.test")),
            new Mapping(
                EntryType.UNIVERSAL_GROUP,
                "Enterprise Admins@corp.example",
                new Destination.ByRelativeName())));
  }
}
