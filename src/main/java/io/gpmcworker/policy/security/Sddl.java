package io.gpmcworker.policy.security;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The security descriptor definition language (MS-DTYP 2.5.1), read and written. What follows the
 * SID of an ACE, a condition for one, is written as {@code #} and hexadecimal digits, the form that
 * MS-DTYP has for bytes; expressions are not read.
 */
public final class Sddl {

  private Sddl() {}

  /**
   * Writes a descriptor as Windows does.
   *
   * @param domain the domain whose accounts may be written by their two-letter names; without it,
   *     they are written as SIDs
   */
  public static String write(SecurityDescriptor descriptor, Optional<Sid> domain) {
    StringBuilder text = new StringBuilder();
    descriptor.owner().ifPresent(sid -> text.append("O:").append(name(sid, domain)));
    descriptor.group().ifPresent(sid -> text.append("G:").append(name(sid, domain)));
    if (descriptor.hasControl(SecurityDescriptor.DACL_PRESENT)) {
      text.append("D:")
          .append(descriptor.hasControl(SecurityDescriptor.DACL_PROTECTED) ? "P" : "")
          .append(descriptor.hasControl(SecurityDescriptor.DACL_AUTO_INHERIT_REQUIRED) ? "AR" : "")
          .append(descriptor.hasControl(SecurityDescriptor.DACL_AUTO_INHERITED) ? "AI" : "")
          .append(aces(descriptor.dacl(), domain));
    }
    if (descriptor.hasControl(SecurityDescriptor.SACL_PRESENT)) {
      text.append("S:")
          .append(descriptor.hasControl(SecurityDescriptor.SACL_PROTECTED) ? "P" : "")
          .append(descriptor.hasControl(SecurityDescriptor.SACL_AUTO_INHERIT_REQUIRED) ? "AR" : "")
          .append(descriptor.hasControl(SecurityDescriptor.SACL_AUTO_INHERITED) ? "AI" : "")
          .append(aces(descriptor.sacl(), domain));
    }
    return text.toString();
  }

  /**
   * Reads a descriptor.
   *
   * @param domain the domain that two-letter names of domain accounts stand for
   * @throws MalformedPolicyException if the text is malformed, or names a domain account without a
   *     domain being given; the message names the character
   */
  public static SecurityDescriptor parse(String text, Optional<Sid> domain)
      throws MalformedPolicyException {
    return new SddlParser(text, domain).parse();
  }

  /** A SID's two-letter name where it has one, else its string form. */
  public static String name(Sid sid, Optional<Sid> domain) {
    return SddlNames.nameOf(sid, domain).orElseGet(sid::toString);
  }

  /** The rights of a mask: by their two-letter names, or in hexadecimal where one has no name. */
  public static String rights(AccessMask mask) {
    for (Map.Entry<String, Integer> set : SddlNames.RIGHT_SETS.entrySet()) {
      if (set.getValue() == mask.bits()) {
        return set.getKey();
      }
    }
    StringBuilder names = new StringBuilder();
    int unnamed = mask.bits();
    for (Map.Entry<String, Integer> right : SddlNames.RIGHTS.entrySet()) {
      if (mask.has(right.getValue())) {
        names.append(right.getKey());
        unnamed &= ~right.getValue();
      }
    }
    return unnamed == 0 ? names.toString() : "0x" + Integer.toHexString(mask.bits());
  }

  private static String aces(Optional<Acl> acl, Optional<Sid> domain) {
    return acl.map(
            list -> list.aces().stream().map(ace -> ace(ace, domain)).collect(Collectors.joining()))
        .orElse(SddlParser.NULL_ACL);
  }

  private static String ace(Ace ace, Optional<Sid> domain) {
    String flags =
        SddlNames.ACE_FLAGS.entrySet().stream()
            .filter(flag -> ace.hasFlags(flag.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining());
    String data = ace.data().isEmpty() ? "" : ";#" + ace.data().toString().toUpperCase(Locale.ROOT);
    return "("
        + ace.type().sddl()
        + ";"
        + flags
        + ";"
        + rights(ace.mask())
        + ";"
        + ace.objectType().map(Object::toString).orElse("")
        + ";"
        + ace.inheritedObjectType().map(Object::toString).orElse("")
        + ";"
        + name(ace.trustee(), domain)
        + data
        + ")";
  }
}
