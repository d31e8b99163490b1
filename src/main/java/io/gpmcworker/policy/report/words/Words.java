package io.gpmcworker.policy.report.words;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Words for people out of the names in a report. */
public final class Words {

  /** Where a new word begins; a plural such as “CAs” is one word. */
  private static final Pattern JOINT =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?:$|[A-Z]))|_+");

  private static final Pattern ACRONYM = Pattern.compile("[A-Z][A-Z0-9]+s?");

  /** Words that are not spelled as they are written in names. */
  private static final Map<String, String> SPELLED =
      Map.ofEntries(
          Map.entry("ac", "AC"),
          Map.entry("args", "arguments"),
          Map.entry("cert", "certificate"),
          Map.entry("dc", "DC"),
          Map.entry("desc", "description"),
          Map.entry("dns", "DNS"),
          Map.entry("id", "ID"),
          Map.entry("ip", "IP"),
          Map.entry("ipsec", "IPsec"),
          Map.entry("len", "length"),
          Map.entry("os", "OS"),
          Map.entry("sid", "SID"),
          Map.entry("som", "SOM"),
          Map.entry("uid", "UID"),
          Map.entry("url", "URL"),
          Map.entry("wmi", "WMI"));

  private Words() {}

  /** The name as a phrase: {@code PolicyTarget} is “Policy target”, {@code KeyLen} “Key length”. */
  public static String of(String name) {
    StringBuilder phrase = new StringBuilder();
    for (String part : JOINT.split(name)) {
      String word = ACRONYM.matcher(part).matches() ? part : spelled(part.toLowerCase(Locale.ROOT));
      phrase.append(phrase.isEmpty() ? capitalized(word) : " " + word);
    }
    return phrase.toString();
  }

  private static String spelled(String word) {
    return SPELLED.getOrDefault(word, word);
  }

  private static String capitalized(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
