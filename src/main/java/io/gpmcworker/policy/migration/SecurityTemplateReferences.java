package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GptTmpl.inf (MS-GPSB 2.2): user rights, restricted groups, and the descriptors of services, files
 * and registry keys.
 */
final class SecurityTemplateReferences implements IniRewriter.Lines {

  private static final Pattern MEMBERSHIP =
      Pattern.compile("(.*)(__members|__memberof)", Pattern.CASE_INSENSITIVE);

  private static final Pattern BEFORE_DESCRIPTOR = Pattern.compile(",\\s*\\d*\\s*,\\s*\"");

  private final References references;

  private SecurityTemplateReferences(References references) {
    this.references = references;
  }

  static byte[] rewrite(byte[] content, String file, References references)
      throws MalformedPolicyException, MigrationException {
    return IniRewriter.rewrite(content, file, new SecurityTemplateReferences(references));
  }

  @Override
  public Optional<String> line(String section, String line) throws MigrationException {
    return switch (section.toLowerCase(Locale.ROOT)) {
      case "privilege rights" -> Optional.of(right(line));
      case "group membership" -> membership(line);
      case "service general setting", "file security", "registry keys" ->
          Optional.of(descriptor(line));
      default -> Optional.of(line);
    };
  }

  private String right(String line) throws MigrationException {
    int equals = line.indexOf('=');
    return equals < 0 ? line : line.substring(0, equals + 1) + list(line.substring(equals + 1));
  }

  private Optional<String> membership(String line) throws MigrationException {
    int equals = line.indexOf('=');
    Matcher key = MEMBERSHIP.matcher(equals < 0 ? "" : line.substring(0, equals).strip());
    if (!key.matches()) {
      return Optional.of(line);
    }
    Trustee group = Trustee.ofTemplate(key.group(1));
    Optional<Trustee> mapped = references.trustee(group);
    String list = list(line.substring(equals + 1));
    if (mapped.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        mapped.get().equals(group)
            ? line.substring(0, equals + 1) + list
            : mapped.get().toTemplate() + key.group(2) + " =" + list);
  }

  /** A list of principals; what is in it twice afterwards stays once. */
  private String list(String text) throws MigrationException {
    if (text.isBlank()) {
      return text;
    }
    Set<String> before = new LinkedHashSet<>();
    Set<String> after = new LinkedHashSet<>();
    for (String name : text.strip().split(",")) {
      if (!name.isBlank()) {
        Trustee trustee = Trustee.ofTemplate(name.strip());
        before.add(trustee.toTemplate());
        references.trustee(trustee).map(Trustee::toTemplate).ifPresent(after::add);
      }
    }
    return before.equals(after) ? text : " " + String.join(",", after);
  }

  /** {@code name,mode,"SDDL"}; a condition in the descriptor may hold quotation marks too. */
  private String descriptor(String line) throws MigrationException {
    Matcher head = BEFORE_DESCRIPTOR.matcher(line);
    int end = line.lastIndexOf('"');
    if (!head.find() || end < head.end()) {
      return line;
    }
    return line.substring(0, head.end())
        + SddlReferences.rewrite(line.substring(head.end(), end), references)
        + line.substring(end);
  }
}
