package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.AceType;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.List;
import java.util.Optional;

/** The descriptor that a setting puts on a file, a key or a service: every ACE for itself. */
public final class ObjectDescriptor {

  private ObjectDescriptor() {}

  /**
   * Fills an element with a descriptor.
   *
   * @param element an empty element, SecurityDescriptor
   * @param sddl as the setting writes it; shown unchanged, and alone if it cannot be read. Empty:
   *     the setting leaves access alone
   */
  public static ReportElement describe(
      ReportElement element, String sddl, AccessWords words, Trustees trustees) {
    if (sddl.isBlank()) {
      return element
          .add(TrusteeAccess.element("PermissionsPresent").text("false"))
          .add(TrusteeAccess.element("AuditingPresent").text("false"));
    }
    element.add(TrusteeAccess.element("SDDL").text(sddl));
    try {
      return addParts(element, Sddl.parse(sddl, trustees.domain()), words, trustees);
    } catch (MalformedPolicyException e) {
      return element;
    }
  }

  private static ReportElement addParts(
      ReportElement element, SecurityDescriptor descriptor, AccessWords words, Trustees trustees) {
    descriptor
        .owner()
        .ifPresent(sid -> element.add(trustees.describe(TrusteeAccess.element("Owner"), sid)));
    descriptor
        .group()
        .ifPresent(sid -> element.add(trustees.describe(TrusteeAccess.element("Group"), sid)));
    addList(element, "Permissions", descriptor.dacl(), inherits(descriptor), words, trustees);
    addList(
        element,
        "Auditing",
        descriptor.sacl(),
        !descriptor.hasControl(SecurityDescriptor.SACL_PROTECTED),
        words,
        trustees);
    return element;
  }

  private static boolean inherits(SecurityDescriptor descriptor) {
    return !descriptor.hasControl(SecurityDescriptor.DACL_PROTECTED);
  }

  private static void addList(
      ReportElement element,
      String name,
      Optional<Acl> list,
      boolean inherits,
      AccessWords words,
      Trustees trustees) {
    List<Ace> aces = list.map(Acl::aces).orElse(List.of());
    element.add(TrusteeAccess.element(name + "Present").text(Boolean.toString(!aces.isEmpty())));
    if (!aces.isEmpty()) {
      ReportElement blocks = TrusteeAccess.element(name).leaf("InheritsFromParent", inherits);
      aces.forEach(ace -> blocks.add(block(name, ace, words, trustees)));
      element.add(blocks);
    }
  }

  private static ReportElement block(
      String listName, Ace ace, AccessWords words, Trustees trustees) {
    boolean audits = listName.equals("Auditing");
    int shown = words.shown(ace.mask());
    return TrusteeAccess.block(
        "Trustee" + listName,
        ace.trustee(),
        trustees,
        audits ? "AuditType" : "PermissionType",
        audits ? audited(ace) : ace.type().allows() ? "Allow" : "Deny",
        ace.flags(),
        access(words, shown),
        shown);
  }

  private static String audited(Ace ace) {
    boolean success = ace.hasFlags(Ace.SUCCESSFUL_ACCESS);
    boolean failure = ace.hasFlags(Ace.FAILED_ACCESS);
    if (ace.type() == AceType.SYSTEM_AUDIT && success && failure) {
      return "All";
    }
    return success ? "Success" : "Failure";
  }

  private static ReportElement access(AccessWords words, int shown) {
    Optional<String> word = words.groupedWord(shown);
    if (word.isPresent()) {
      return TrusteeAccess.element("Standard").leaf(words.groupedElement(), word.get());
    }
    ReportElement custom = TrusteeAccess.element("Custom");
    words.individualWords(shown).forEach(right -> custom.leaf(words.individualElement(), right));
    return custom;
  }
}
