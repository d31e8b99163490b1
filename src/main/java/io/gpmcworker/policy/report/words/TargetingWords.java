package io.gpmcworker.policy.report.words;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Conditions of item-level targeting as sentences (MS-GPPREF 2.2.1.1). */
public final class TargetingWords {

  private static final Map<String, String> SYSTEMS =
      Map.ofEntries(
          Map.entry("2K", "Windows 2000"),
          Map.entry("XP", "Windows XP"),
          Map.entry("2K3", "Windows Server 2003"),
          Map.entry("2K3R2", "Windows Server 2003 R2"),
          Map.entry("VISTA", "Windows Vista"),
          Map.entry("2K8", "Windows Server 2008"),
          Map.entry("WIN7", "Windows 7"),
          Map.entry("2K8R2", "Windows Server 2008 R2"),
          Map.entry("WIN8", "Windows 8"),
          Map.entry("WIN8S", "Windows Server 2012"),
          Map.entry("WINBLUE", "Windows 8.1"),
          Map.entry("WINBLUESRV", "Windows Server 2012 R2"),
          Map.entry("WINTHRESHOLD", "Windows 10"),
          Map.entry("WINTHRESHOLDSRV", "Windows Server 2016"));

  /** No edition: any. */
  private static final String ANY = "NE";

  private TargetingWords() {}

  /** The condition with the word that joins it to the one before it. */
  public static String condition(ReportElement filter, boolean first) {
    Map<String, String> attributes = attributes(filter);
    String join = attributes.getOrDefault("bool", "AND").equalsIgnoreCase("OR") ? "or " : "and ";
    attributes.remove("bool");
    boolean not = "1".equals(attributes.remove("not"));
    String words = words(filter.name(), attributes, not ? "is not" : "is");
    // What the sentence does not say is said behind it.
    StringJoiner others = new StringJoiner(", ", " (", ")").setEmptyValue("");
    attributes.forEach((name, value) -> {
      if (!value.isEmpty() && !isDefault(name, value)) {
        others.add(Words.of(name) + " " + value);
      }
    });
    String sentence = (first ? "" : join) + words + others;
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static boolean isDefault(String name, String value) {
    return value.equals(ANY)
        || (name.equals("hidden") && value.equals("1"))
        || (name.equals("class") && value.equals("NT"))
        || value.equals("0");
  }

  /** Takes what it says out of the attributes. */
  private static String words(String filter, Map<String, String> attributes, String is) {
    String user = who(attributes);
    return switch (filter) {
      case "FilterCollection" -> is.equals("is") ? "all of this is true:" : "this is not true:";
      case "FilterOs" -> {
        String version = take(attributes, "version");
        yield "the operating system %s %s".formatted(is, SYSTEMS.getOrDefault(version, version));
      }
      case "FilterGroup" ->
          "%s %s a member of %s".formatted(user, is, named(attributes, "name", "sid"));
      case "FilterUser" -> "the user %s %s".formatted(is, named(attributes, "name", "sid"));
      case "FilterComputer" -> "the computer %s %s".formatted(is, take(attributes, "name"));
      case "FilterOrgUnit" -> "%s %s in %s".formatted(user, is, take(attributes, "name"));
      case "FilterDomain" -> "%s %s in the domain %s".formatted(user, is, take(attributes, "name"));
      case "FilterSite" -> "the computer %s in the site %s".formatted(is, take(attributes, "name"));
      case "FilterIpRange" ->
          "the IP address %s between %s and %s"
              .formatted(is, take(attributes, "min"), take(attributes, "max"));
      case "FilterRunOnce" -> "it has not been applied before (apply once)";
      case "FilterVariable" ->
          "the environment variable %s %s %s"
              .formatted(take(attributes, "variableName"), is, take(attributes, "value"));
      case "FilterFile" -> "the file or folder %s %s there".formatted(take(attributes, "path"), is);
      case "FilterRegistry" ->
          "the registry %s\\%s %s %s %s"
              .formatted(
                  take(attributes, "hive"),
                  take(attributes, "key"),
                  take(attributes, "valueName"),
                  is.equals("is") ? "matches" : "does not match",
                  take(attributes, "type"));
      case "FilterBattery" -> "a battery %s present".formatted(is);
      case "FilterPcmcia" -> "a PCMCIA slot %s present".formatted(is);
      case "FilterPortable" -> "the computer %s a portable one".formatted(is);
      case "FilterDun" ->
          "a dial-up connection of type %s %s there".formatted(take(attributes, "type"), is);
      case "FilterCpu" ->
          "the processor %s at least %s MHz fast".formatted(is, take(attributes, "speedMHz"));
      case "FilterRam" ->
          "at least %s MB of memory %s there".formatted(take(attributes, "totalMB"), is);
      case "FilterDisk" ->
          "at least %s GB of drive %s %s free"
              .formatted(take(attributes, "freeSpace"), take(attributes, "drive"), is);
      case "FilterTime" ->
          "the time %s between %s and %s"
              .formatted(is, take(attributes, "begin"), take(attributes, "end"));
      case "FilterDate" ->
          "the date %s %s".formatted(is, take(attributes, "period").toLowerCase(Locale.ROOT));
      case "FilterLanguage" -> {
        String code = take(attributes, "language") + "-" + take(attributes, "locale");
        String name = take(attributes, "displayName");
        yield "the language %s %s".formatted(is, name.isEmpty() ? code : name);
      }
      case "FilterMacRange" ->
          "the MAC address %s between %s and %s"
              .formatted(is, take(attributes, "min"), take(attributes, "max"));
      case "FilterLdap" ->
          "the LDAP query %s %s matched".formatted(take(attributes, "searchFilter"), is);
      case "FilterMsi" ->
          "the Windows Installer %s %s %s there"
              .formatted(
                  take(attributes, "type").toLowerCase(Locale.ROOT), take(attributes, "code"), is);
      case "FilterTerminal" -> "the session %s a terminal session".formatted(is);
      case "FilterProcMode" -> "the processing mode %s:".formatted(is);
      case "FilterWmi" -> "the WMI query %s %s true".formatted(take(attributes, "query"), is);
      default ->
          "%s %s:"
              .formatted(
                  Words.of(filter.startsWith("Filter") ? filter.substring(6) : filter)
                      .toLowerCase(Locale.ROOT),
                  is);
    };
  }

  private static String who(Map<String, String> attributes) {
    return "1".equals(attributes.remove("userContext")) ? "the user" : "the computer";
  }

  private static String named(Map<String, String> attributes, String name, String sid) {
    String shown = take(attributes, name);
    String id = take(attributes, sid);
    return id.isEmpty() || shown.isEmpty() ? shown + id : shown + " (" + id + ")";
  }

  private static String take(Map<String, String> attributes, String name) {
    String value = attributes.remove(name);
    return value == null ? "" : value;
  }

  private static Map<String, String> attributes(ReportElement filter) {
    Map<String, String> attributes = new LinkedHashMap<>();
    filter
        .attributes()
        .forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute.value()));
    return attributes;
  }
}
