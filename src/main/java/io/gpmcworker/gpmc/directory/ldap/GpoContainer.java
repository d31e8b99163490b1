package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.policy.gpo.GpoAttributes;
import java.time.Instant;

/**
 * A GPO's groupPolicyContainer (MS-GPOL 2.2.3).
 *
 * @param dn its distinguished name
 * @param attributes what it says
 * @param created {@code whenCreated}
 * @param changed {@code whenChanged}
 */
public record GpoContainer(String dn, GpoAttributes attributes, Instant created, Instant changed) {

  /** The GPO as a result names it. */
  public ResultValue.Gpo asResult() {
    return new ResultValue.Gpo(attributes.id(), attributes.displayName(), attributes.domain());
  }

  /** For people: display name and GUID. */
  public String label() {
    return "'" + attributes.displayName() + "' " + GpoName.braced(attributes.id());
  }
}
