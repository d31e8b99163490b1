package io.gpmcworker.policy.report.words;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the attributes of preference items mean (MS-GPPREF 2.2). */
public final class PreferenceWords {

  private static final Map<String, String> ACTIONS =
      Map.of("C", "Create", "R", "Replace", "U", "Update", "D", "Delete");

  /** Attributes whose 0 and 1 are no and yes. */
  private static final Set<String> TRUTH_VALUES =
      Set.of(
          "acctDisabled",
          "allowHybridSleepAC",
          "allowHybridSleepDC",
          "archive",
          "bypassErrors",
          "changeLogon",
          "deleteAll",
          "deleteAllGroups",
          "deleteAllUsers",
          "deleteFiles",
          "deleteFolder",
          "deleteIgnoreErrors",
          "deleteMaps",
          "deleteReadOnly",
          "deleteSubFolders",
          "disabled",
          "displayDecimal",
          "hidden",
          "interact",
          "localGroup",
          "neverExpires",
          "noChange",
          "partial",
          "persistent",
          "primaryGroup",
          "readOnly",
          "removeAccounts",
          "removePolicy",
          "skipLocal",
          "suppress",
          "useLetter",
          "user",
          "userContext");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("bypassErrors", "Continue after errors"),
          Map.entry("removePolicy", "Remove when no longer applied"),
          Map.entry("userContext", "Run in the user's security context"),
          Map.entry("disabled", "Item is disabled"),
          Map.entry("changed", "Last changed"),
          Map.entry("desc", "Description"),
          Map.entry("uid", "Unique id"),
          Map.entry("acctDisabled", "Account is disabled"),
          Map.entry("noChange", "User cannot change password"),
          Map.entry("changeLogon", "User must change password at next logon"),
          Map.entry("neverExpires", "Password never expires"),
          Map.entry("cpassword", "Password"),
          Map.entry("groupSid", "Group SID"),
          Map.entry("newName", "Rename to"),
          Map.entry("deleteAllUsers", "Delete all member users"),
          Map.entry("deleteAllGroups", "Delete all member groups"),
          Map.entry("suppress", "Suppress errors on single files"),
          Map.entry("fromPath", "Source"),
          Map.entry("targetPath", "Target"),
          Map.entry("useLetter", "Use the letter given"),
          Map.entry("thisDrive", "Show this drive"),
          Map.entry("allDrives", "Show all drives"));

  private PreferenceWords() {}

  /** Create, Replace, Update or Delete; another action as it is. */
  public static String action(String action) {
    String known = ACTIONS.get(action.toUpperCase(Locale.ROOT));
    return known == null ? Words.of(action) : known;
  }

  /** An attribute. */
  public static String attribute(String name) {
    return NAMES.getOrDefault(name, Words.of(name));
  }

  /** An attribute's value. */
  public static String value(String attribute, String value) {
    if (attribute.equals("action")) {
      return action(value);
    }
    if (TRUTH_VALUES.contains(attribute) && (value.equals("0") || value.equals("1"))) {
      return value.equals("1") ? "Yes" : "No";
    }
    return value;
  }
}
