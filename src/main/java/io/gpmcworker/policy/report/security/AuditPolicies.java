package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.Comparator;
import java.util.List;

/** The nine audit categories and the settings of the three classic event logs. */
final class AuditPolicies {

  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final List<String> LOGS = List.of("Application", "System", "Security");
  private static final String RESTRICT_GUESTS = "RestrictGuestAccess";

  private AuditPolicies() {}

  static List<ReportElement> audit(InfFile template) {
    return template.entries("Event Audit").stream()
        .sorted(Comparator.comparing(InfFile.Entry::key))
        .map(entry -> {
          long attempts = TemplateNumbers.parse(entry.value()).orElse(0);
          return SecurityRenderer.TYPE
              .element("Audit")
              .leaf("Name", entry.key())
              .leaf("SuccessAttempts", (attempts & SUCCESS) != 0)
              .leaf("FailureAttempts", (attempts & FAILURE) != 0);
        })
        .toList();
  }

  static List<ReportElement> eventLogs(InfFile template) {
    return LOGS.stream()
        .flatMap(log ->
            template.entries(log + " Log").stream()
                .sorted(Comparator.comparing(InfFile.Entry::key))
                .map(entry -> eventLog(log, entry)))
        .toList();
  }

  private static ReportElement eventLog(String log, InfFile.Entry entry) {
    ReportElement element =
        SecurityRenderer.TYPE.element("EventLog").leaf("Name", entry.key()).leaf("Log", log);
    if (entry.key().equals(RESTRICT_GUESTS)) {
      return element.leaf("SettingBoolean", TemplateNumbers.isTrue(entry.value()));
    }
    TemplateNumbers.parse(entry.value()).ifPresent(number -> element.leaf("SettingNumber", number));
    return element;
  }
}
