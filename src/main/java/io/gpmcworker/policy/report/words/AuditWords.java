package io.gpmcworker.policy.report.words;

import io.gpmcworker.policy.audit.AuditSubcategory;
import java.util.Map;

/** What advanced audit policy says, in words. */
public final class AuditWords {

  private static final String OTHER = "Other subcategories";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "0", SecurityWords.audited(false, false),
          "1", SecurityWords.audited(true, false),
          "2", SecurityWords.audited(false, true),
          "3", SecurityWords.audited(true, true));

  private AuditWords() {}

  /** The category of a subcategory. */
  public static String category(String guid) {
    return AuditSubcategory.find(guid).map(AuditSubcategory::category).orElse(OTHER);
  }

  /** What is audited; the value itself if it means nothing known. */
  public static String setting(String value) {
    return SETTINGS.getOrDefault(value, value);
  }
}
