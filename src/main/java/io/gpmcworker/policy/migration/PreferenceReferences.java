package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfText;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Preferences file (MS-GPPREF 2.2): members of groups, targets, accounts that run things, and any
 * attribute that is a UNC path. Only these attributes are rewritten; every other character stays.
 */
final class PreferenceReferences {

  /** Attributes that name a principal, with the attribute that holds its SID where there is one. */
  private static final Map<String, Optional<String>> PRINCIPALS =
      Map.of(
          "name", Optional.of("sid"),
          "groupName", Optional.of("groupSid"),
          "runAs", Optional.empty(),
          "accountName", Optional.empty());

  /** Elements whose {@code name} is a principal's; elsewhere it is the item's. */
  private static final Set<String> NAMED = Set.of("Member", "FilterGroup", "FilterUser");

  private static final Set<String> TASK_ACCOUNTS = Set.of("UserId", "GroupId");

  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s=\"'/]+)(\\s*=\\s*)(?:\"([^\"]*)\"|'([^']*)')");

  private final String file;
  private final References references;

  private PreferenceReferences(String file, References references) {
    this.file = file;
    this.references = references;
  }

  static byte[] rewrite(byte[] content, String file, References references)
      throws MalformedPolicyException, MigrationException {
    XmlReader.read(content, file);
    InfText text = InfText.decode(content, file, StandardCharsets.UTF_8);
    String rewritten = new PreferenceReferences(file, references).rewrite(text.text());
    return rewritten.equals(text.text()) ? content : text.withText(rewritten).encode(file);
  }

  /** Of a document that is known to be well-formed. */
  private String rewrite(String document) throws MigrationException {
    StringBuilder result = new StringBuilder(document.length());
    int at = 0;
    while (at < document.length()) {
      int open = document.indexOf('<', at);
      if (open < 0) {
        break;
      }
      result.append(document, at, open);
      at =
          isStartTag(document, open)
              ? element(document, open, result)
              : markup(document, open, result);
    }
    return result.append(document, at, document.length()).toString();
  }

  private static boolean isStartTag(String document, int open) {
    return open + 1 < document.length() && "!?/".indexOf(document.charAt(open + 1)) < 0;
  }

  /** A start tag and the text behind it. */
  private int element(String document, int open, StringBuilder result) throws MigrationException {
    int close = endOfTag(document, open);
    int name = open + 1;
    while (name < close && !isBehindName(document.charAt(name))) {
      name++;
    }
    int next = document.indexOf('<', close);
    int end = next < 0 ? document.length() : next;
    String element = document.substring(open + 1, name);
    result.append(document, open, name);
    result.append(attributes(element, document.substring(name, close)));
    result.append(text(element, document.substring(close, end)));
    return end;
  }

  private static boolean isBehindName(char c) {
    return Character.isWhitespace(c) || c == '/' || c == '>';
  }

  /** Behind the {@code >} of a tag; one in an attribute's value is not the end. */
  private static int endOfTag(String document, int open) {
    char quote = 0;
    for (int i = open; i < document.length(); i++) {
      char c = document.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return document.length();
  }

  /** An end tag, a comment, a CDATA section or an instruction, as it is. */
  private static int markup(String document, int open, StringBuilder result) {
    String end =
        document.startsWith("<!--", open)
            ? "-->"
            : document.startsWith("<![CDATA[", open) ? "]]>" : ">";
    int close = document.indexOf(end, open);
    int next = close < 0 ? document.length() : close + end.length();
    result.append(document, open, next);
    return next;
  }

  private String text(String element, String text) throws MigrationException {
    String name = unescaped(text).strip();
    return TASK_ACCOUNTS.contains(element) && !name.isEmpty()
        ? principal(name, Optional.empty()).map(other -> escaped(other.name())).orElse(text)
        : text;
  }

  private record Attribute(String name, String head, char quote, String value) {}

  private String attributes(String element, String text) throws MigrationException {
    List<Attribute> attributes = new ArrayList<>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    int at = 0;
    while (matcher.find()) {
      boolean doubled = matcher.group(3) != null;
      attributes.add(
          new Attribute(
              matcher.group(1),
              text.substring(at, matcher.end(2)),
              doubled ? '"' : '\'',
              doubled ? matcher.group(3) : matcher.group(4)));
      at = matcher.end();
    }
    StringBuilder result = new StringBuilder();
    for (Attribute attribute : attributes) {
      result
          .append(attribute.head())
          .append(attribute.quote())
          .append(value(element, attribute, attributes))
          .append(attribute.quote());
    }
    return result.append(text, at, text.length()).toString();
  }

  private String value(String element, Attribute attribute, List<Attribute> all)
      throws MigrationException {
    String value = unescaped(attribute.value());
    if (UncPaths.isUnc(value)) {
      String mapped = references.path(value);
      return mapped.equals(value) ? attribute.value() : escaped(mapped);
    }
    for (Map.Entry<String, Optional<String>> pair : PRINCIPALS.entrySet()) {
      boolean isName = attribute.name().equals(pair.getKey());
      boolean isSid = Optional.of(attribute.name()).equals(pair.getValue());
      boolean ofPrincipal = !pair.getKey().equals("name") || NAMED.contains(element);
      if ((isName || isSid) && ofPrincipal && !value.isBlank()) {
        Optional<Account> account =
            principal(
                isName ? value : valueOf(all, pair.getKey()),
                (isSid ? Optional.of(value) : pair.getValue().map(name -> valueOf(all, name)))
                    .flatMap(Sid::tryParse));
        return account
            .map(other -> escaped(isName ? other.name() : other.sid()))
            .orElse(attribute.value());
      }
    }
    return attribute.value();
  }

  private static String valueOf(List<Attribute> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(attribute -> unescaped(attribute.value()))
        .findFirst()
        .orElse("");
  }

  /** A principal as a file names it, by name and SID. */
  private record Account(String name, String sid) {}

  /**
   * What stands in the place of a principal; empty if that is the same one. The SID counts; what
   * has none, or one that nothing else says anything of, is known by its name: backups do not list
   * the principals of Preferences.
   */
  private Optional<Account> principal(String name, Optional<Sid> sid) throws MigrationException {
    if (sid.isEmpty() && !isOfDomain(name)) {
      return Optional.empty();
    }
    boolean byName = sid.isEmpty() || (isOfDomain(name) && !references.knows(sid.get()));
    Trustee before = byName ? new Trustee.ByName(name) : new Trustee.BySid(sid.orElseThrow());
    Optional<Trustee> after = references.trustee(before);
    if (after.isEmpty()) {
      throw new MigrationException(
          "'%s' is mapped to nothing, but %s cannot do without it; give it a destination."
              .formatted(name.isEmpty() ? before : name, file));
    }
    if (after.get().equals(before)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (after.get()) {
          case Trustee.BySid(Sid to) ->
              new Account(references.nameOf(to).orElse(to.toString()), to.toString());
          case Trustee.ByName(String to) -> new Account(to, "");
        });
  }

  /** A plain name is an account of each machine; a variable is filled in there too. */
  private static boolean isOfDomain(String name) {
    return (name.contains("\\") || name.contains("@")) && !name.contains("%");
  }

  private static String unescaped(String value) {
    return value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  /** Whether a path inside a GPO is a Preferences file. */
  static boolean isAt(String key) {
    return key.toLowerCase(Locale.ROOT).matches("(machine|user)\\\\preferences\\\\.*\\.xml");
  }
}
