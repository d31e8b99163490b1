package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Sid;

/** The block that shows what one trustee is granted, denied or audited for. */
final class TrusteeAccess {

  private TrusteeAccess() {}

  static ReportElement element(String name) {
    return ReportElement.of(ReportNamespaces.SECURITY_TYPES, name);
  }

  /**
   * @param name TrusteePermissions or TrusteeAuditing
   * @param kind PermissionType or AuditType
   * @param kindText Allow or Deny; Success, Failure or both
   * @param flags an ACE's inheritance flags
   * @param access the Standard or Custom element
   */
  static ReportElement block(
      String name,
      Sid trustee,
      Trustees trustees,
      String kind,
      String kindText,
      int flags,
      ReportElement access,
      int mask) {
    return element(name)
        .add(trustees.describe(element("Trustee"), trustee))
        .add(element("Type").type(ReportNamespaces.SECURITY_TYPES, kind).leaf(kind, kindText))
        .leaf("Inherited", (flags & Ace.INHERITED) != 0)
        .add(
            element("Applicability")
                .leaf("ToSelf", (flags & Ace.INHERIT_ONLY) == 0)
                .leaf("ToDescendantObjects", (flags & Ace.OBJECT_INHERIT) != 0)
                .leaf("ToDescendantContainers", (flags & Ace.CONTAINER_INHERIT) != 0)
                .leaf("ToDirectDescendantsOnly", (flags & Ace.NO_PROPAGATE_INHERIT) != 0))
        .add(access)
        .leaf("AccessMask", Integer.toUnsignedString(mask));
  }
}
