package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.folderredirection.FolderRedirections;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Folder redirection: where each folder goes, group by group. What clients before Windows Vista are
 * told besides is an option of a folder; where they alone are told something, it is shown instead.
 */
public final class FolderRedirectionRenderer implements ExtensionRenderer {

  private static final String PATH = "Documents & Settings\\fdeploy1.ini";
  private static final String PATH_BEFORE_VISTA = "Documents & Settings\\fdeploy.ini";

  private static final ExtensionType TYPE =
      ExtensionType.of("FolderRedirection", "FolderRedirectionSettings", "Folder Redirection");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Optional<byte[]> content = source.read(PATH);
    Optional<byte[]> older = source.read(PATH_BEFORE_VISTA);
    List<FolderRedirections.Folder> before =
        older.isPresent()
            ? FolderRedirections.readBeforeVista(older.get(), PATH_BEFORE_VISTA).folders()
            : List.of();
    List<FolderRedirections.Folder> folders =
        content.isPresent() ? FolderRedirections.read(content.get(), PATH).folders() : before;
    Set<String> applied = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    before.stream()
        .filter(folder -> folder.targets().stream().noneMatch(target -> target.isNotSpecified()))
        .forEach(folder -> applied.add(folder.id()));
    return Optional.of(
        folders.stream()
            .map(folder -> element(folder, applied.contains(folder.id()), source))
            .toList());
  }

  private static ReportElement element(
      FolderRedirections.Folder folder, boolean appliesBeforeVista, ExtensionSource source) {
    ReportElement element = TYPE.element("Folder").leaf("Id", folder.id());
    for (FolderRedirections.Target target : folder.targets()) {
      element.add(
          TYPE.element("Location")
              .leaf("DestinationPath", target.redirectsToPath() ? target.fullPath() : "")
              .add(group(target, source.trustees())));
    }
    // The editor sets the options once for the folder; each group's section repeats them.
    folder.targets().stream()
        .findFirst()
        .ifPresent(target -> addOptions(element, target, appliesBeforeVista));
    return element;
  }

  /** GPMC repeats the SID as the file has it. */
  private static ReportElement group(FolderRedirections.Target target, Trustees trustees) {
    ReportElement group = TYPE.element("SecurityGroup");
    group.add(ReportElement.of(ReportNamespaces.TYPES, "SID", target.groupText()));
    trustees
        .nameOf(target.group())
        .ifPresent(name -> group.add(ReportElement.of(ReportNamespaces.TYPES, "Name", name)));
    return group;
  }

  private static void addOptions(
      ReportElement element, FolderRedirections.Target target, boolean appliesBeforeVista) {
    element
        .leaf("GrantExclusiveRights", target.grantsExclusiveRights())
        .leaf("MoveContents", target.movesContents())
        .leaf("FollowParent", target.followsParent())
        .leaf("ApplyToDownLevel", appliesBeforeVista)
        .leaf("DoNotCare", target.isNotSpecified())
        .leaf("RedirectToLocal", target.redirectsToLocal())
        .leaf(
            "PolicyRemovalBehavior",
            target.movesBackOnRemoval() ? "RestoreContents" : "LeaveContents")
        .leaf("ConfigurationControl", "GP")
        .leaf("PrimaryComputerEvaluation", "PrimaryComputerPolicyDisabled");
  }
}
