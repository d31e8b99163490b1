package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Software restriction policies: what may run in general, and the rules that say otherwise, by
 * path, by hash and by the zone of the Internet. Rules by certificate are certificates in the
 * stores of publishers, which public key policies show.
 */
public final class SoftwareRestrictionRenderer implements RegistryPolicyRenderer {

  private static final String IDENTIFIERS =
      "software\\policies\\microsoft\\windows\\safer\\codeidentifiers";

  /** The levels of winsafer.h; rules stand below the number of theirs. */
  private static final Map<Long, String> LEVELS =
      Map.of(
          0L, "Disallowed",
          0x1000L, "Untrusted",
          0x10000L, "Constrained",
          0x20000L, "Basic User",
          0x40000L, "Unrestricted");

  private static final Map<Long, String> USERS =
      Map.of(0L, "All users", 1L, "All users except local administrators");

  private static final Map<Long, String> FILES =
      Map.of(
          0L, "None",
          1L, "All software files except libraries (such as DLLs)",
          2L, "All software files");

  private static final Map<String, String> RULES =
      Map.of("paths", "PathRule", "hashes", "HashRule", "urlzones", "InternetZoneRule");

  private static final List<String> RULE_ORDER =
      List.of("HashRule", "InternetZoneRule", "PathRule");

  private static final Map<Long, String> ZONES =
      Map.of(
          0L, "Local computer",
          1L, "Local intranet",
          2L, "Trusted sites",
          3L, "Internet",
          4L, "Restricted sites");

  private static final Map<Long, String> HASHES = Map.of(0x8003L, "MD5", 0x8004L, "SHA1");

  private static final ExtensionType TYPE =
      ExtensionType.of(
          "SoftwareRestriction", "SoftwareRestrictionSettings", "Software Restriction");

  /** One rule's values by their names in lower case. */
  private record Rule(String element, String level, Map<String, RegistryPolicyEntry> values) {}

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), IDENTIFIERS).isPresent();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Map<String, RegistryPolicyEntry> general = new TreeMap<>();
    Map<String, Rule> rules = new TreeMap<>();
    boolean any = false;
    for (RegistryPolicyEntry entry : source.registryPolicy().entries()) {
      Optional<String> place = RegistryData.below(entry.key(), IDENTIFIERS);
      if (place.isPresent()) {
        any = true;
        if (!RegistryValues.isInstruction(entry.valueName())) {
          put(place.get(), entry, general, rules);
        }
      }
    }
    if (!any) {
      return Optional.empty();
    }
    List<ReportElement> content = new ArrayList<>();
    content.add(general(general));
    for (String kind : RULE_ORDER) {
      rules.values().stream()
          .filter(rule -> rule.element().equals(kind) && !rule.values().isEmpty())
          .map(SoftwareRestrictionRenderer::element)
          .forEach(content::add);
    }
    return Optional.of(content);
  }

  private static void put(
      String place,
      RegistryPolicyEntry entry,
      Map<String, RegistryPolicyEntry> general,
      Map<String, Rule> rules) {
    String name = entry.valueName().toLowerCase(Locale.ROOT);
    if (place.isEmpty()) {
      general.put(name, entry);
      return;
    }
    String[] parts = place.split("\\\\");
    String element = parts.length == 3 ? RULES.get(parts[1].toLowerCase(Locale.ROOT)) : null;
    if (element != null && !name.isEmpty()) {
      rules
          .computeIfAbsent(
              place.toLowerCase(Locale.ROOT),
              unseen -> new Rule(element, level(parts[0]), new TreeMap<>()))
          .values()
          .put(name, entry);
    }
  }

  private static String level(String number) {
    return number.matches("\\d{1,9}")
        ? LEVELS.getOrDefault(Long.parseLong(number), number)
        : number;
  }

  private static ReportElement general(Map<String, RegistryPolicyEntry> values) {
    ReportElement general = TYPE.element("General");
    word(values, "transparentenabled", FILES)
        .ifPresent(word -> general.leaf("ApplicableBinaries", word));
    word(values, "policyscope", USERS).ifPresent(word -> general.leaf("ApplicableUsers", word));
    word(values, "authenticodeenabled", Map.of(0L, "false", 1L, "true"))
        .ifPresent(word -> general.leaf("EnforceCertificateRules", word));
    RegistryPolicyEntry types = values.get("executabletypes");
    if (types != null) {
      ReportElement shown = TYPE.element("ExecutableFiles");
      RegistryData.texts(types).forEach(type -> shown.leaf("FileType", type));
      general.add(shown);
    }
    word(values, "defaultlevel", LEVELS)
        .ifPresent(word -> general.leaf("DefaultSecurityLevel", word));
    return general;
  }

  private static ReportElement element(Rule rule) {
    ReportElement element = TYPE.element(rule.element());
    Map<String, RegistryPolicyEntry> values = rule.values();
    switch (rule.element()) {
      case "PathRule" -> text(values, "itemdata").ifPresent(path -> element.leaf("Path", path));
      case "InternetZoneRule" ->
          word(values, "itemdata", ZONES).ifPresent(zone -> element.leaf("Zone", zone));
      default -> {
        text(values, "friendlyname").ifPresent(name -> element.leaf("FileInformation", name));
        Optional.ofNullable(values.get("itemdata"))
            .ifPresent(hash -> element.leaf("Hash", RegistryData.hex(hash)));
        word(values, "hashalg", HASHES).ifPresent(word -> element.leaf("HashAlgorithm", word));
        number(values, "itemsize").ifPresent(size -> element.leaf("FileSize", size));
      }
    }
    element.leaf("SecurityLevel", rule.level());
    text(values, "description").ifPresent(text -> element.leaf("Description", text));
    number(values, "lastmodified").ifPresent(time -> element.leaf("ModificationTime", time(time)));
    return element;
  }

  /** A FILETIME: ticks of 100 ns since 1601. */
  private static String time(long ticks) {
    Instant start = Instant.parse("1601-01-01T00:00:00Z");
    return ticks < 0
        ? Long.toUnsignedString(ticks)
        : start.plusSeconds(ticks / 10_000_000).toString();
  }

  private static OptionalLong number(Map<String, RegistryPolicyEntry> values, String name) {
    RegistryPolicyEntry entry = values.get(name);
    return entry == null ? OptionalLong.empty() : RegistryData.number(entry);
  }

  private static Optional<String> word(
      Map<String, RegistryPolicyEntry> values, String name, Map<Long, String> words) {
    OptionalLong number = number(values, name);
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(words.getOrDefault(number.getAsLong(), Long.toString(number.getAsLong())));
  }

  private static Optional<String> text(Map<String, RegistryPolicyEntry> values, String name) {
    return Optional.ofNullable(values.get(name)).map(RegistryData::text).filter(t -> !t.isEmpty());
  }
}
