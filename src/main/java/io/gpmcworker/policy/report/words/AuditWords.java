package io.gpmcworker.policy.report.words;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The categories of advanced audit policy (MS-GPAC 2.2.1.2 lists the subcategories). */
public final class AuditWords {

  private static final String OTHER = "Other subcategories";

  /** All of Windows' own subcategories differ in two digits only. */
  private static final Pattern SUBCATEGORY =
      Pattern.compile("\\{?0cce92([0-9a-f]{2})-69ae-11d9-bed3-505054503030}?");

  private static final Map<Integer, String> LATER =
      Map.of(
          0x43, "Logon/Logoff",
          0x44, "Object Access",
          0x45, "Object Access",
          0x46, "Object Access",
          0x47, "Logon/Logoff",
          0x48, "Detailed Tracking",
          0x49, "Logon/Logoff",
          0x4a, "Detailed Tracking");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "0", SecurityWords.audited(false, false),
          "1", SecurityWords.audited(true, false),
          "2", SecurityWords.audited(false, true),
          "3", SecurityWords.audited(true, true));

  private AuditWords() {}

  /** The category of a subcategory. */
  public static String category(String guid) {
    Matcher known = SUBCATEGORY.matcher(guid.toLowerCase(Locale.ROOT));
    if (!known.matches()) {
      return OTHER;
    }
    int number = Integer.parseInt(known.group(1), 16);
    if (number < 0x10 || number > 0x4a) {
      return OTHER;
    }
    String later = LATER.get(number);
    if (later != null) {
      return later;
    }
    if (number <= 0x14) {
      return "System";
    } else if (number <= 0x1c) {
      return "Logon/Logoff";
    } else if (number <= 0x27) {
      return "Object Access";
    } else if (number <= 0x2a) {
      return "Privilege Use";
    } else if (number <= 0x2e) {
      return "Detailed Tracking";
    } else if (number <= 0x34) {
      return "Policy Change";
    } else if (number <= 0x3a) {
      return "Account Management";
    } else if (number <= 0x3e) {
      return "DS Access";
    }
    return "Account Logon";
  }

  /** What is audited; the value itself if it means nothing known. */
  public static String setting(String value) {
    return SETTINGS.getOrDefault(value, value);
  }
}
