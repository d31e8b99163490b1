package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all operations of a domain share.
 *
 * @param exporter where the host calls back
 * @param caller as whom it does so
 * @param stores the folders of the backup stores as the host sees them
 * @param domains DNS names of domains by their configured names
 * @param clock ends calls that take too long
 * @param silence how long an operation may be silent before the host is asked for a sign of life
 */
public record Surroundings(
    String dnsName,
    ComHost host,
    ObjectExporter exporter,
    NtlmAccount caller,
    Map<BackupStoreName, String> stores,
    Map<String, String> domains,
    ScheduledExecutorService clock,
    Duration silence) {

  /**
   * The folder of a backup store as the host sees it.
   *
   * @throws GpmcException if none is configured
   */
  String folder(BackupStoreName store) throws GpmcException {
    String folder = stores.get(store);
    if (folder == null) {
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "The backup store %s has no folder on the host of %s; set dcom.backup-stores.%s of that domain"
              .formatted(store, dnsName, store));
    }
    return folder;
  }
}
