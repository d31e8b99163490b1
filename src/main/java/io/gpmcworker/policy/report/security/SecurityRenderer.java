package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Security settings: every section of the template in the report's order. */
public final class SecurityRenderer implements ExtensionRenderer {

  private static final String PATH = "Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";

  static final ExtensionType TYPE = ExtensionType.of("Security", "SecuritySettings", "Security");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    InfFile template = InfFile.read(source.read(PATH).orElse(new byte[0]), PATH);
    List<ReportElement> content = new ArrayList<>();
    content.addAll(AccountPolicies.render(template));
    content.addAll(AuditPolicies.audit(template));
    content.addAll(Principals.userRights(template, source.trustees()));
    content.addAll(SecurityOptions.render(template));
    content.addAll(AuditPolicies.eventLogs(template));
    content.addAll(Principals.restrictedGroups(template, source.trustees()));
    content.addAll(ProtectedObjects.services(template, source.trustees()));
    content.addAll(ProtectedObjects.files(template, source.trustees()));
    content.addAll(ProtectedObjects.registryKeys(template, source.trustees()));
    content.add(TYPE.element("Blocked").text("false"));
    return Optional.of(content);
  }
}
