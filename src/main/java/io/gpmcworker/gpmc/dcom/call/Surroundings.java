package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.gpm.Gpm;
import io.gpmcworker.gpmc.dcom.gpm.GpmDomain;
import io.gpmcworker.gpmc.dcom.gpm.GpmIds;
import io.gpmcworker.gpmc.dcom.interop.ComException;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.interop.ComSession;
import io.gpmcworker.gpmc.dcom.interop.HostCalls;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import java.time.Duration;
import java.util.Map;

/**
 * What all operations of a domain share.
 *
 * @param calls makes the calls to the host
 * @param exporter where the host calls back
 * @param caller as whom it does so
 * @param stores the folders of the backup stores as the host sees them
 * @param domains DNS names of domains by their configured names
 * @param silence how long an operation may be silent before the host is asked for a sign of life
 */
public record Surroundings(
    String dnsName,
    HostCalls calls,
    ObjectExporter exporter,
    NtlmAccount caller,
    Map<BackupStoreName, String> stores,
    Map<String, String> domains,
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

  /** The host and who to be there. */
  ComHost host() {
    return calls.host();
  }

  /** Activates GPMC on the host. */
  ComSession activate() throws ComException {
    return ComSession.activate(calls, GpmIds.CLSID_GPM);
  }

  /** Something to be looked up at the host. */
  interface Question<T> {
    T ask(Gpm gpm, GpmDomain domain) throws ComException, GpmcException;
  }

  /**
   * Looks something up, with a session of its own.
   *
   * @throws GpmcException if the host does not answer, or the question has no answer
   */
  <T> T ask(Question<T> question) throws GpmcException {
    try (ComSession session = activate()) {
      Gpm gpm = new Gpm(session);
      return question.ask(gpm, gpm.domain(dnsName));
    } catch (ComException e) {
      throw new GpmcException(e.status(), String.valueOf(e.getMessage()), e);
    }
  }
}
