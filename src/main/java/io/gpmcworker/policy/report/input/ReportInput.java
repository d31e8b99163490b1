package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a report is rendered from.
 *
 * @param id the GPO's GUID
 * @param domain the DNS name of its domain
 * @param domainSid the SID of its domain, for which SDDL has abbreviations; empty if unknown
 * @param name its display name
 * @param comment what somebody wrote about it; GPMC's XML has no place for it, the page shows it
 * @param createdTime when it was created; a backup does not know
 * @param modifiedTime when it was last changed; a backup does not know
 * @param readTime when the input was read
 * @param securityDescriptor the GPO's own, with owner, group and SACL as far as they are known;
 *     empty if it is unknown or malformed
 * @param wmiFilterAvailable whether it could be found out if there is a WMI filter
 * @param wmiFilter the WMI filter, if there is one
 * @param machine the computer half
 * @param user the user half
 * @param links where the GPO is linked; a backup does not know
 * @param names names for the SIDs in it, tried before the well-known ones
 */
public record ReportInput(
    UUID id,
    String domain,
    Optional<Sid> domainSid,
    String name,
    Optional<String> comment,
    Optional<Instant> createdTime,
    Optional<Instant> modifiedTime,
    Instant readTime,
    Optional<SecurityDescriptor> securityDescriptor,
    boolean wmiFilterAvailable,
    Optional<ReportWmiFilter> wmiFilter,
    ReportSide machine,
    ReportSide user,
    List<ReportLink> links,
    TrusteeNames names) {

  public ReportInput {
    links = List.copyOf(links);
  }

  /** The same with other halves. */
  public ReportInput withSides(ReportSide otherMachine, ReportSide otherUser) {
    return new ReportInput(
        id,
        domain,
        domainSid,
        name,
        comment,
        createdTime,
        modifiedTime,
        readTime,
        securityDescriptor,
        wmiFilterAvailable,
        wmiFilter,
        otherMachine,
        otherUser,
        links,
        names);
  }

  /** One of the halves. */
  public ReportSide side(GpoSide side) {
    return side == GpoSide.MACHINE ? machine : user;
  }
}
