package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Central access policies (MS-GPCAP): the names of the policies that the GPO deploys. */
public final class CentralAccessRenderer implements ExtensionRenderer {

  private static final String PATH = "Microsoft\\Windows NT\\Cap\\cap.inf";

  private static final ExtensionType TYPE =
      ExtensionType.of("Caps", "CapSettings", "Central Access Policy");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<ReportElement> policies = new ArrayList<>();
    Optional<byte[]> content = source.read(PATH);
    if (content.isPresent()) {
      for (String line : InfFile.read(content.get(), PATH).lines("CAPS")) {
        policies.add(TYPE.element("Caps").text(nameOf(line)));
      }
    }
    return Optional.of(policies);
  }

  private static String nameOf(String line) throws MalformedPolicyException {
    String distinguishedName = line.replace("\"", "");
    try {
      return new LdapName(distinguishedName).getRdns().reversed().getFirst().getValue().toString();
    } catch (InvalidNameException e) {
      throw new MalformedPolicyException(PATH, "is no distinguished name: " + line, e);
    }
  }
}
