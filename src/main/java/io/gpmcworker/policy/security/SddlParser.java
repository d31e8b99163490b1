package io.gpmcworker.policy.security;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads one SDDL text from the left to the right; white space between its parts is passed over. */
final class SddlParser {

  static final String NULL_ACL = "NO_ACCESS_CONTROL";

  private static final int MAX_LENGTH = 1 << 20;
  private static final int MAX_ACL_SIZE = 0xFFFF;
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern HEX_NUMBER = Pattern.compile("0[xX][0-9A-Fa-f]{1,8}");
  private static final Pattern DECIMAL_NUMBER = Pattern.compile("\\d{1,10}");

  private final String text;
  private final Optional<Sid> domain;
  private int at;
  private int control;
  private Optional<Sid> owner = Optional.empty();
  private Optional<Sid> group = Optional.empty();
  private Optional<Acl> sacl = Optional.empty();
  private Optional<Acl> dacl = Optional.empty();

  SddlParser(String text, Optional<Sid> domain) {
    this.text = text;
    this.domain = domain;
  }

  SecurityDescriptor parse() throws MalformedPolicyException {
    if (text.length() > MAX_LENGTH) {
      throw malformed("is longer than " + MAX_LENGTH + " characters");
    }
    String seen = "";
    skipSpace();
    while (at < text.length()) {
      char part = Character.toUpperCase(text.charAt(at));
      if (at + 1 >= text.length() || text.charAt(at + 1) != ':' || "OGDS".indexOf(part) < 0) {
        throw malformed("expected O:, G:, D: or S:");
      }
      if (seen.indexOf(part) >= 0) {
        throw malformed("has two parts " + part + ":");
      }
      seen += part;
      at += 2;
      part(part);
      skipSpace();
    }
    return SecurityDescriptor.of(control, owner, group, sacl, dacl);
  }

  private void part(char part) throws MalformedPolicyException {
    switch (part) {
      case 'O' -> owner = Optional.of(account());
      case 'G' -> group = Optional.of(account());
      case 'D' -> {
        control |= SecurityDescriptor.DACL_PRESENT;
        dacl =
            acl(
                SecurityDescriptor.DACL_PROTECTED,
                SecurityDescriptor.DACL_AUTO_INHERIT_REQUIRED,
                SecurityDescriptor.DACL_AUTO_INHERITED);
      }
      default -> {
        control |= SecurityDescriptor.SACL_PRESENT;
        sacl =
            acl(
                SecurityDescriptor.SACL_PROTECTED,
                SecurityDescriptor.SACL_AUTO_INHERIT_REQUIRED,
                SecurityDescriptor.SACL_AUTO_INHERITED);
      }
    }
  }

  /** An account between the parts: it ends where a letter and a colon follow, or the text ends. */
  private Sid account() throws MalformedPolicyException {
    skipSpace();
    int start = at;
    if (text.regionMatches(true, at, "S-1-", 0, 4)) {
      at += 4;
      while (at < text.length() && isSidCharacter(start)) {
        at++;
      }
    } else {
      at = Math.min(at + 2, text.length());
    }
    return sid(text.substring(start, at), start);
  }

  private boolean isSidCharacter(int start) {
    char c = text.charAt(at);
    boolean nextPart = at + 1 < text.length() && text.charAt(at + 1) == ':';
    return !nextPart
        && (c == '-'
            || (c >= '0' && c <= '9')
            || (at < start + 18 && Character.digit(c, 16) >= 0)
            || (at == start + 5 && (c == 'x' || c == 'X')));
  }

  private Optional<Acl> acl(int protectedFlag, int requiredFlag, int inheritedFlag)
      throws MalformedPolicyException {
    skipSpace();
    if (text.regionMatches(true, at, NULL_ACL, 0, NULL_ACL.length())) {
      at += NULL_ACL.length();
      return Optional.empty();
    }
    while (at < text.length() && text.charAt(at) != '(' && !atPart()) {
      if (text.regionMatches(true, at, "AR", 0, 2)) {
        control |= requiredFlag;
        at += 2;
      } else if (text.regionMatches(true, at, "AI", 0, 2)) {
        control |= inheritedFlag;
        at += 2;
      } else if (text.regionMatches(true, at, "P", 0, 1)) {
        control |= protectedFlag;
        at++;
      } else {
        throw malformed("has an unknown flag of an ACL");
      }
      skipSpace();
    }
    return Optional.of(Acl.of(aces()));
  }

  private boolean atPart() {
    return at + 1 < text.length() && text.charAt(at + 1) == ':';
  }

  private List<Ace> aces() throws MalformedPolicyException {
    List<Ace> aces = new ArrayList<>();
    int size = Acl.HEADER_SIZE;
    while (at < text.length() && text.charAt(at) == '(') {
      int end = text.indexOf(')', at);
      if (end < 0) {
        throw malformed("has an ACE without )");
      }
      Ace ace = ace(text.substring(at + 1, end));
      size += ace.size();
      if (size > MAX_ACL_SIZE) {
        throw malformed("has an ACL of more than " + MAX_ACL_SIZE + " bytes");
      }
      aces.add(ace);
      at = end + 1;
      skipSpace();
    }
    return aces;
  }

  private Ace ace(String body) throws MalformedPolicyException {
    String[] fields = body.split(";", -1);
    if (fields.length != 6 && fields.length != 7) {
      throw malformed("has an ACE with " + fields.length + " fields instead of 6");
    }
    AceType type =
        AceType.ofSddl(fields[0].strip())
            .orElseThrow(() -> malformed("has an ACE of the unknown type " + fields[0]));
    Optional<UUID> objectType = guid(fields[3].strip());
    Optional<UUID> inheritedObjectType = guid(fields[4].strip());
    if (!type.isObject() && (objectType.isPresent() || inheritedObjectType.isPresent())) {
      throw malformed("has an ACE of type " + fields[0] + " that names an object type");
    }
    return new Ace(
        type,
        flags(fields[1].strip()),
        new AccessMask(rights(fields[2].strip())),
        objectType,
        inheritedObjectType,
        sid(fields[5].strip(), at),
        fields.length == 7 ? data(fields[6].strip()) : Bytes.EMPTY);
  }

  private Bytes data(String field) throws MalformedPolicyException {
    if (!field.startsWith("#")) {
      throw malformed("has an ACE with a condition or attribute, which is not supported");
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(field.substring(1));
      if (bytes.length > MAX_ACL_SIZE) {
        throw malformed("has an ACE of more than " + MAX_ACL_SIZE + " bytes");
      }
      return Bytes.of(bytes);
    } catch (IllegalArgumentException e) {
      throw malformed("has an ACE whose data is not hexadecimal");
    }
  }

  private int flags(String field) throws MalformedPolicyException {
    return sum(field, SddlNames.ACE_FLAGS, Map.of(), "flag");
  }

  private int rights(String field) throws MalformedPolicyException {
    if (HEX_NUMBER.matcher(field).matches()) {
      return Integer.parseUnsignedInt(field.substring(2), 16);
    }
    if (DECIMAL_NUMBER.matcher(field).matches()) {
      long number = Long.parseLong(field);
      if (number <= 0xFFFF_FFFFL) {
        return (int) number;
      }
    }
    return sum(field, SddlNames.RIGHTS, SddlNames.RIGHT_SETS, "right");
  }

  private int sum(
      String field, Map<String, Integer> names, Map<String, Integer> moreNames, String what)
      throws MalformedPolicyException {
    int bits = 0;
    for (int i = 0; i < field.length(); i += 2) {
      String name = field.substring(i, Math.min(i + 2, field.length())).toUpperCase(Locale.ROOT);
      Integer bit = names.getOrDefault(name, moreNames.get(name));
      if (bit == null) {
        throw malformed("has the unknown " + what + " " + name);
      }
      bits |= bit;
    }
    return bits;
  }

  private Optional<UUID> guid(String field) throws MalformedPolicyException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (!GUID.matcher(field).matches()) {
      throw malformed("has an ACE with an object type that is no GUID");
    }
    return Optional.of(UUID.fromString(field));
  }

  private Sid sid(String field, int position) throws MalformedPolicyException {
    Optional<Sid> sid = Sid.tryParse(field).or(() -> SddlNames.wellKnown(field));
    if (sid.isPresent()) {
      return sid.get();
    }
    Optional<Long> rid = SddlNames.rid(field);
    if (rid.isPresent() && domain.isPresent()) {
      return domain.get().withRid(rid.get());
    }
    at = position;
    throw malformed(
        rid.isPresent()
            ? "names the domain account " + field + ", but no domain is known"
            : "names the unknown account " + field);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private MalformedPolicyException malformed(String reason) {
    String shown = reason.length() > 300 ? reason.substring(0, 300) + "…" : reason;
    return new MalformedPolicyException(
        "SDDL", shown.replaceAll("\\p{Cntrl}", "?") + " (at character " + at + ")");
  }
}
