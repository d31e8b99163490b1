package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.ldap.Accounts;

/** Renders reports. */
public final class GpoReports {
  public GpoReports(DirectoryDomain domain, Call call) {}

  /** In progress. */
  public byte[] ofLive(LiveGpo gpo, Accounts accounts) throws GpmcException {
    return new byte[0];
  }
}
