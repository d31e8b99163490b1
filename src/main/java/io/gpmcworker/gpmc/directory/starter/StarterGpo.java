package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import java.util.UUID;

/**
 * A Starter GPO of a domain.
 *
 * @param id its GUID; its folder's name
 * @param displayName what its template calls it; the GUID if that says nothing
 * @param domain the DNS name of its domain
 */
record StarterGpo(UUID id, String displayName, String domain) {

  ResultValue.StarterGpo asResult() {
    return new ResultValue.StarterGpo(id, displayName, domain);
  }

  /** For people: display name and GUID. */
  String label() {
    return "'" + displayName + "' " + GpoName.braced(id);
  }
}
