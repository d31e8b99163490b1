package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.folderredirection.FolderRedirections;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Folder redirection: where each folder goes, group by group. */
public final class FolderRedirectionRenderer implements ExtensionRenderer {

  private static final String PATH = "Documents & Settings\\fdeploy1.ini";

  private static final ExtensionType TYPE =
      ExtensionType.of("FolderRedirection", "FolderRedirectionSettings", "Folder Redirection");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Optional<byte[]> content = source.read(PATH);
    if (content.isEmpty()) {
      return Optional.of(List.of());
    }
    return Optional.of(
        FolderRedirections.read(content.get(), PATH).folders().stream()
            .map(folder -> element(folder, source))
            .toList());
  }

  private static ReportElement element(FolderRedirections.Folder folder, ExtensionSource source) {
    ReportElement element = TYPE.element("Folder").leaf("Id", folder.id());
    for (FolderRedirections.Target target : folder.targets()) {
      element.add(
          TYPE.element("Location")
              .leaf("DestinationPath", target.redirectsToPath() ? target.fullPath() : "")
              .add(group(target, source.trustees())));
    }
    // The editor sets the options once for the folder; each group's section repeats them.
    folder.targets().stream().findFirst().ifPresent(target -> addOptions(element, target));
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

  private static void addOptions(ReportElement element, FolderRedirections.Target target) {
    element
        .leaf("GrantExclusiveRights", target.grantsExclusiveRights())
        .leaf("MoveContents", target.movesContents())
        .leaf("FollowParent", target.followsParent())
        // This file is for Windows Vista and later; older clients read fdeploy.ini.
        .leaf("ApplyToDownLevel", false)
        .leaf("DoNotCare", target.isNotSpecified())
        .leaf("RedirectToLocal", target.redirectsToLocal())
        .leaf(
            "PolicyRemovalBehavior",
            target.movesBackOnRemoval() ? "RestoreContents" : "LeaveContents")
        .leaf("ConfigurationControl", "GP")
        .leaf("PrimaryComputerEvaluation", "PrimaryComputerPolicyDisabled");
  }
}
