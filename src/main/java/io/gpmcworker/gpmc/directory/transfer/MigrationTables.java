package io.gpmcworker.gpmc.directory.transfer;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.gpo.LiveGpoReader;
import io.gpmcworker.gpmc.directory.ldap.Accounts;
import io.gpmcworker.policy.backup.SecurityGroups;
import io.gpmcworker.policy.migration.MigrationTable;
import io.gpmcworker.policy.migration.MigrationTableBuilder;
import io.gpmcworker.policy.migration.SourcePrincipals;
import java.util.List;

/** Generates migration tables from GPOs as they are in their domain: {@code IGPMMigrationTable}. */
public final class MigrationTables {

  private MigrationTables() {}

  /**
   * An entry for each principal and each UNC path that the GPOs name, their DACLs included; every
   * one of them is mapped to itself.
   *
   * @param preferences whether those of Preferences count, which GPMC does not map
   * @throws GpmcException if a GPO is not there or cannot be read
   */
  public static MigrationTable generate(
      DirectoryDomain domain, List<GpoName> gpos, boolean preferences) throws GpmcException {
    Accounts accounts = domain.directory().accounts();
    SourcePrincipals source = SourcePrincipals.of(sid -> SecurityGroups.ofAccount(sid, accounts));
    LiveGpoReader reader = new LiveGpoReader(domain);
    MigrationTableBuilder table = new MigrationTableBuilder();
    for (GpoName name : gpos) {
      LiveGpo gpo = reader.read(domain.directory().gpos().get(name));
      table.add(reader.references(gpo, preferences), source);
    }
    return table.build();
  }
}
