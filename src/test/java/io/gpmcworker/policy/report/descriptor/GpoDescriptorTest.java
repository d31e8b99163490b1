package io.gpmcworker.policy.report.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.Sid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpoDescriptorTest {

  private static final Optional<Sid> DOMAIN = Sid.tryParse("S-1-5-21-1-2-3");
  private static final String APPLY = "(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)";

  @Test
  void readAndApplyTogetherAreOneWord() throws MalformedPolicyException {
    assertThat(words("D:PAI" + APPLY + "(A;CI;LCRPLORC;;;AU)"))
        .containsExactly("S-1-5-11 Allow Apply Group Policy");
  }

  @Test
  void readAloneIsRead() throws MalformedPolicyException {
    assertThat(words("D:PAI(A;CI;LCRPLORC;;;ED)")).containsExactly("S-1-5-9 Allow Read");
  }

  @Test
  void editIsToldFromEditWithSecurity() throws MalformedPolicyException {
    assertThat(words("D:PAI(A;CI;CCDCLCRPWPRC;;;DU)(A;CI;CCDCLCRPWPSDRCWDWO;;;DA)"))
        .containsExactly(
            "S-1-5-21-1-2-3-513 Allow Edit Settings",
            "S-1-5-21-1-2-3-512 Allow Edit, delete, modify security");
  }

  @Test
  void aMixWithoutAWordAndWhatOnlyChildrenInheritAreNotShown() throws MalformedPolicyException {
    assertThat(words("D:PAI(A;;CCLCRPRC;;;DA)(A;CIIO;CCDCLCSWRPWPDTLOSDRCWDWO;;;CO)")).isEmpty();
  }

  @Test
  void denyIsShownBesideAllow() throws MalformedPolicyException {
    assertThat(words("D:PAI(OD;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;DA)(A;CI;LCRPRC;;;DA)"))
        .containsExactly(
            "S-1-5-21-1-2-3-512 Deny Apply Group Policy", "S-1-5-21-1-2-3-512 Allow Read");
  }

  private static List<String> words(String sddl) throws MalformedPolicyException {
    ReportElement element =
        GpoDescriptor.describe(
            ReportElement.of(ReportNamespaces.SETTINGS, "SecurityDescriptor"),
            Optional.of(Sddl.parse(sddl, DOMAIN)),
            new Trustees(TrusteeNames.NONE, DOMAIN));
    return children(element, "Permissions").stream()
        .flatMap(permissions -> children(permissions, "TrusteePermissions").stream())
        .map(permissions ->
            String.join(
                " ",
                text(permissions, "Trustee", "SID"),
                text(permissions, "Type", "PermissionType"),
                text(permissions, "Standard", "GPOGroupedAccessEnum")))
        .toList();
  }

  private static String text(ReportElement element, String child, String grandchild) {
    return children(children(element, child).getFirst(), grandchild).getFirst().text();
  }

  private static List<ReportElement> children(ReportElement element, String name) {
    return element.children().stream().filter(child -> child.name().equals(name)).toList();
  }
}
