package io.gpmcworker.policy.report;

import static io.gpmcworker.policy.report.document.ReportNamespaces.SETTINGS;
import static io.gpmcworker.policy.report.document.ReportNamespaces.TYPES;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.SideVersion;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.input.ReportSide;
import io.gpmcworker.policy.report.input.SideFiles;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.starter.StarterDetails;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Renders the report of a Starter GPO ({@code IGPMStarterGPO::GenerateReport}). It can hold
 * administrative templates only. The form of GPMC's is not published: the halves are those of a
 * GPO's report, and what stands before them is our own.
 */
public final class StarterReport {

  private StarterReport() {}

  /**
   * What is reported on.
   *
   * @param id its GUID
   * @param domain the DNS name of its domain
   * @param name its display name
   * @param details what else it says about itself
   * @param readTime when it was read
   * @param files every file of it
   * @param opener opens one of them
   */
  public record Input(
      UUID id,
      String domain,
      String name,
      StarterDetails details,
      Instant readTime,
      Set<GpoPath> files,
      SideFiles.Opener opener) {

    public Input {
      files = Set.copyOf(files);
    }

    private ReportSide side(GpoSide side) {
      boolean hasSettings =
          files.stream()
              .anyMatch(file ->
                  file.side().equals(Optional.of(side))
                      && file.name().equalsIgnoreCase("Registry.pol"));
      return new ReportSide(
          new SideVersion(0, 0),
          true,
          hasSettings
              ? new ExtensionNames(
                  List.of(new ExtensionNames.Group(ExtensionTable.REGISTRY, List.of())))
              : ExtensionNames.NONE,
          SideFiles.of(side, files, opener));
    }
  }

  /**
   * Renders a report.
   *
   * @param templates what registry values mean
   * @param progress hears of every half; what it throws ends the report
   * @return the root element, StarterGPO
   */
  public static ReportElement render(
      Input input, AdmxTemplates templates, ReportProgress progress) {
    ReportElement root = ReportElement.of(SETTINGS, "StarterGPO");
    root.add(
            root.sibling("Identifier")
                .add(ReportElement.of(TYPES, "Identifier", Guids.braced(input.id())))
                .add(ReportElement.of(TYPES, "Domain", input.domain())))
        .leaf("Name", input.name());
    StarterDetails details = input.details();
    details.type().ifPresent(text -> root.leaf("Type", text));
    details.description().ifPresent(text -> root.leaf("Description", text));
    details.author().ifPresent(text -> root.leaf("Author", text));
    details.product().ifPresent(text -> root.leaf("Product", text));
    details.version().ifPresent(text -> root.leaf("Version", text));
    root.leaf("IncludeComments", true).leaf("ReadTime", ReportHead.ticks(input.readTime()));
    Trustees trustees = new Trustees(TrusteeNames.NONE, Optional.empty());
    ExtensionProgress counted = new ExtensionProgress(progress, GpoSide.values().length);
    for (GpoSide side : GpoSide.values()) {
      ReportSide half = input.side(side);
      ExtensionSource source = new ExtensionSource(side, half, trustees, templates);
      root.add(
          ReportElement.of(SETTINGS, side == GpoSide.MACHINE ? "Computer" : "User")
              .leaf("Enabled", true)
              .addAll(new SideExtensions(source, counted).render(half)));
    }
    counted.finish();
    return root;
  }
}
