package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.SideVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a directory and SYSVOL say about a GPO beyond its attributes.
 *
 * @param attributes the GPO's attributes
 * @param sysvolVersion the version of gpt.ini
 * @param createdTime {@code whenCreated}
 * @param modifiedTime {@code whenChanged}
 * @param wmiFilter the filter that the attributes name; empty if there is none, or it cannot be
 *     read
 * @param links where the GPO is linked
 * @param files all files of the GPO's SYSVOL folder, as paths inside it
 * @param opener opens one of them
 * @param objects what extensions keep of the GPO in the directory
 */
public record LiveReportInput(
    GpoAttributes attributes,
    GpoVersion sysvolVersion,
    Instant createdTime,
    Instant modifiedTime,
    Optional<ReportWmiFilter> wmiFilter,
    List<ReportLink> links,
    Collection<GpoPath> files,
    SideFiles.Opener opener,
    ReportObjects objects) {

  public LiveReportInput {
    links = List.copyOf(links);
    files = List.copyOf(files);
  }

  /**
   * The report's input; files are opened only while the report is rendered.
   *
   * @param names names for SIDs, from the directory
   * @param readTime goes into the report
   * @throws MalformedPolicyException if the attributes' extension names are malformed
   */
  public ReportInput toReportInput(TrusteeNames names, Instant readTime)
      throws MalformedPolicyException {
    return new ReportInput(
        attributes.id(),
        attributes.domain(),
        DomainSids.of(Optional.of(attributes.securityDescriptor()), Stream.empty()),
        attributes.displayName(),
        GpoComment.read(files, opener),
        Optional.of(createdTime),
        Optional.of(modifiedTime),
        readTime,
        Optional.of(attributes.securityDescriptor()),
        attributes.wmiFilter().isEmpty() || wmiFilter.isPresent(),
        wmiFilter,
        side(GpoSide.MACHINE),
        side(GpoSide.USER),
        links,
        names);
  }

  private ReportSide side(GpoSide side) {
    return ReportSide.of(
        SideVersion.of(side, sysvolVersion, attributes.version()),
        attributes.flags().enabled(side),
        attributes.extensionNames(side),
        SideFiles.of(side, files, opener),
        objects);
  }
}
