package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.security.WellKnownSids;
import java.util.Optional;

/**
 * Shows trustees as GPMC does, by SID and name. Names come from the given source, else from the
 * well-known list; a SID without a name is shown alone.
 *
 * @param names what the caller knows
 * @param domain the SID of the GPO's domain, by which SDDL abbreviates its groups
 */
public record Trustees(TrusteeNames names, Optional<Sid> domain) {

  /** The name of a SID, if anybody knows it. */
  public Optional<String> nameOf(Sid sid) {
    return names
        .nameOf(sid)
        .or(() -> WellKnownSids.qualifiedName(sid))
        .or(() -> ServiceAccounts.nameOf(sid));
  }

  /** Adds SID and Name to an element. */
  public ReportElement describe(ReportElement element, Sid sid) {
    element.add(ReportElement.of(ReportNamespaces.TYPES, "SID", sid.toString()));
    nameOf(sid)
        .ifPresent(name -> element.add(ReportElement.of(ReportNamespaces.TYPES, "Name", name)));
    return element;
  }

  /**
   * Adds a trustee as a security template or a setting names it: by SID, or by a bare name.
   *
   * @param text {@code S-1-…} or an account name
   */
  public ReportElement describe(ReportElement element, String text) {
    Optional<Sid> sid = Sid.tryParse(text);
    return sid.isPresent()
        ? describe(element, sid.get())
        : element.add(ReportElement.of(ReportNamespaces.TYPES, "Name", text));
  }
}
