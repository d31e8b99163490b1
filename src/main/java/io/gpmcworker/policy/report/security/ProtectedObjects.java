package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.descriptor.AccessWords;
import io.gpmcworker.policy.report.descriptor.ObjectDescriptor;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Services, files and registry keys with their descriptors (MS-GPSB 2.2.7 to 2.2.9). */
final class ProtectedObjects {

  private static final int FIELDS = 3;

  private static final Map<String, String> STARTUP_MODES =
      Map.of("0", "Boot", "1", "System", "2", "Automatic", "3", "Manual", "4", "Disabled");

  /** GPMC's spelling. */
  private static final Map<String, String> PROPAGATION_MODES =
      Map.of("0", "Propogate", "1", "Ignore", "2", "Replace");

  private record Line(String name, String mode, String sddl) {}

  private ProtectedObjects() {}

  static List<ReportElement> services(InfFile template, Trustees trustees) {
    List<ReportElement> services = new ArrayList<>();
    for (Line line : lines(template, "Service General Setting")) {
      services.add(
          SecurityRenderer.TYPE
              .element("SystemServices")
              .leaf("Name", line.name())
              .leaf("StartupMode", STARTUP_MODES.getOrDefault(line.mode(), line.mode()))
              .add(descriptor(line, AccessWords.SERVICE, trustees)));
    }
    return services;
  }

  static List<ReportElement> files(InfFile template, Trustees trustees) {
    return paths(template, "File Security", "File", AccessWords.FILE, trustees);
  }

  static List<ReportElement> registryKeys(InfFile template, Trustees trustees) {
    return paths(template, "Registry Keys", "Registry", AccessWords.REGISTRY, trustees);
  }

  private static List<ReportElement> paths(
      InfFile template, String section, String name, AccessWords words, Trustees trustees) {
    List<ReportElement> objects = new ArrayList<>();
    for (Line line : lines(template, section)) {
      objects.add(
          SecurityRenderer.TYPE
              .element(name)
              .leaf("Path", line.name())
              .add(descriptor(line, words, trustees))
              .leaf("Mode", PROPAGATION_MODES.getOrDefault(line.mode(), line.mode())));
    }
    return objects;
  }

  private static ReportElement descriptor(Line line, AccessWords words, Trustees trustees) {
    return ObjectDescriptor.describe(
        SecurityRenderer.TYPE.element("SecurityDescriptor"), line.sddl(), words, trustees);
  }

  private static List<Line> lines(InfFile template, String section) {
    return template.lines(section).stream()
        .map(InfFile::fields)
        .filter(fields -> fields.size() >= FIELDS - 1)
        .map(fields ->
            new Line(
                fields.get(0), fields.get(1), fields.size() < FIELDS ? "" : fields.get(FIELDS - 1)))
        .toList();
  }
}
