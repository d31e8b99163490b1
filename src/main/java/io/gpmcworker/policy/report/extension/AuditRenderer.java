package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.audit.AuditPolicy;
import io.gpmcworker.policy.audit.AuditSubcategory;
import io.gpmcworker.policy.report.descriptor.AccessWords;
import io.gpmcworker.policy.report.descriptor.ObjectDescriptor;
import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Advanced audit policy: subcategories, and the global lists for files and the registry. GPMC knows
 * the subcategories: whatever audit.csv calls them and in whatever order it has them, they come in
 * the editor's order and by the editor's names.
 */
public final class AuditRenderer implements ExtensionRenderer {

  private static final String PATH = "Microsoft\\Windows NT\\Audit\\audit.csv";
  private static final String FILE_LIST = "FileGlobalSacl";
  private static final String REGISTRY_LIST = "RegistryGlobalSacl";

  private static final ExtensionType TYPE =
      ExtensionType.of("Auditing", "AuditSettings", "Advanced Audit Configuration");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<ReportElement> settings = new ArrayList<>();
    Optional<byte[]> content = source.read(PATH);
    if (content.isPresent()) {
      List<AuditPolicy.Line> lines = AuditPolicy.read(content.get(), PATH).lines();
      lines.stream()
          .sorted(Comparator.comparingInt(AuditRenderer::place))
          .forEach(line -> element(line, source).ifPresent(settings::add));
    }
    return Optional.of(settings);
  }

  /** What the editor does not know comes behind, in the file's order. */
  private static int place(AuditPolicy.Line line) {
    int known = AuditSubcategory.count();
    return line.subcategoryGuid().isEmpty()
        ? known + 1
        : AuditSubcategory.find(line.subcategoryGuid()).map(AuditSubcategory::place).orElse(known);
  }

  private static Optional<ReportElement> element(AuditPolicy.Line line, ExtensionSource source) {
    if (!line.subcategoryGuid().isEmpty()) {
      Optional<AuditSubcategory> known = AuditSubcategory.find(line.subcategoryGuid());
      return Optional.of(
          TYPE.element("AuditSetting")
              .leaf("PolicyTarget", line.policyTarget())
              .leaf("SubcategoryName", known.map(AuditSubcategory::name).orElse(line.subcategory()))
              .leaf(
                  "SubcategoryGuid",
                  known.map(AuditSubcategory::guid).orElse(line.subcategoryGuid()))
              .leaf("SettingValue", line.settingValue()));
    }
    return switch (line.subcategory()) {
      case FILE_LIST -> Optional.of(globalList("File", AccessWords.FILE, line, source));
      case REGISTRY_LIST -> Optional.of(globalList("Registry", AccessWords.REGISTRY, line, source));
      case String option when option.startsWith("Option:") ->
          Optional.of(
              TYPE.element("AuditOption")
                  .leaf("Name", option.substring("Option:".length()))
                  .leaf("Value", line.settingValue()));
      default -> Optional.empty();
    };
  }

  private static ReportElement globalList(
      String kind, AccessWords words, AuditPolicy.Line line, ExtensionSource source) {
    return TYPE.element("GlobalSaclSetting")
        .leaf("GlobalSaclType", kind)
        .add(
            ObjectDescriptor.describe(
                TYPE.element("SecurityDescriptor"), line.settingValue(), words, source.trustees()));
  }
}
