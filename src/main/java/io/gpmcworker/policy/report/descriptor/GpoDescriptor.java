package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import io.gpmcworker.policy.security.AccessMask;
import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The GPO's own descriptor. As in GPMC's Delegation tab, what a trustee has in all its ACEs is one
 * word; a mix that has no word is not shown.
 */
public final class GpoDescriptor {

  private static final UUID APPLY_GROUP_POLICY =
      UUID.fromString("edacfd8f-ffb3-11d1-b41d-00a0c968f939");

  private static final int READ =
      AccessMask.DS_LIST_CONTENTS | AccessMask.DS_READ_PROPERTY | AccessMask.READ_CONTROL;
  private static final int EDIT =
      READ | AccessMask.DS_CREATE_CHILD | AccessMask.DS_DELETE_CHILD | AccessMask.DS_WRITE_PROPERTY;
  private static final int FULL =
      EDIT | AccessMask.DELETE | AccessMask.WRITE_DAC | AccessMask.WRITE_OWNER;

  private record Key(Sid trustee, boolean allow) {}

  /** What the ACEs of one trustee come to. */
  private static final class Sum {
    private int rights;
    private int flags;
    private boolean apply;

    void add(Ace ace) {
      flags |= ace.flags();
      if (ace.objectType().isEmpty()) {
        rights |= ace.mask().bits();
      } else if (ace.objectType().get().equals(APPLY_GROUP_POLICY)) {
        apply |= ace.mask().has(AccessMask.DS_CONTROL_ACCESS);
      }
    }

    Optional<String> word() {
      if ((rights & FULL) == FULL) {
        return Optional.of("Edit, delete, modify security");
      }
      if ((rights & EDIT) == EDIT) {
        return Optional.of("Edit Settings");
      }
      boolean readOnly = (rights & ~(READ | AccessMask.DS_LIST_OBJECT)) == 0;
      if (!readOnly || ((rights & READ) != READ && !apply)) {
        return Optional.empty();
      }
      return Optional.of(apply ? "Apply Group Policy" : "Read");
    }
  }

  private GpoDescriptor() {}

  /** Fills an element, SecurityDescriptor of the report's root. */
  public static ReportElement describe(
      ReportElement element, Optional<SecurityDescriptor> descriptor, Trustees trustees) {
    descriptor.ifPresent(known -> identify(element, known, trustees));
    Optional<Acl> dacl = descriptor.flatMap(SecurityDescriptor::dacl);
    element.add(
        TrusteeAccess.element("PermissionsPresent").text(Boolean.toString(dacl.isPresent())));
    dacl.ifPresent(list -> element.add(permissions(descriptor.get(), list, trustees)));
    // GPMC says so of every GPO, whatever its SACL holds.
    return element.add(TrusteeAccess.element("AuditingPresent").text("false"));
  }

  private static void identify(
      ReportElement element, SecurityDescriptor descriptor, Trustees trustees) {
    element.add(TrusteeAccess.element("SDDL").text(Sddl.write(descriptor, trustees.domain())));
    descriptor
        .owner()
        .ifPresent(sid -> element.add(trustees.describe(TrusteeAccess.element("Owner"), sid)));
    descriptor
        .group()
        .ifPresent(sid -> element.add(trustees.describe(TrusteeAccess.element("Group"), sid)));
  }

  private static ReportElement permissions(
      SecurityDescriptor descriptor, Acl dacl, Trustees trustees) {
    ReportElement permissions =
        ReportElement.of(ReportNamespaces.SECURITY_TYPES, "Permissions")
            .leaf("InheritsFromParent", !descriptor.hasControl(SecurityDescriptor.DACL_PROTECTED));
    Map<Key, Sum> sums = new LinkedHashMap<>();
    for (Ace ace : dacl.aces()) {
      if (!ace.hasFlags(Ace.INHERIT_ONLY)) {
        sums.computeIfAbsent(new Key(ace.trustee(), ace.type().allows()), unseen -> new Sum())
            .add(ace);
      }
    }
    sums.forEach((key, sum) ->
        sum.word().ifPresent(word -> permissions.add(block(key, sum, word, trustees))));
    return permissions;
  }

  private static ReportElement block(Key key, Sum sum, String word, Trustees trustees) {
    return TrusteeAccess.block(
        "TrusteePermissions",
        key.trustee(),
        trustees,
        "PermissionType",
        key.allow() ? "Allow" : "Deny",
        sum.flags,
        TrusteeAccess.element("Standard").leaf("GPOGroupedAccessEnum", word),
        0);
  }
}
