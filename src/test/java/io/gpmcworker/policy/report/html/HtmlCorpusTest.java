package io.gpmcworker.policy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page of every report that real GPMC rendered. */
class HtmlCorpusTest {

  /** Shown in other words, or of no use to a reader. */
  private static final Set<String> IN_OTHER_WORDS =
      Set.of(
          "AccessMask", // a number behind the words for it
          "DefaultInboundAction/Value",
          "DefaultOutboundAction/Value",
          "CreatedTime",
          "ModifiedTime",
          "ReadTime",
          "AuditSetting/SettingValue",
          "AuditSetting/SubcategoryGuid",
          "AuditSetting/PolicyTarget",
          "InboundFirewallRules/Version",
          "InboundFirewallRules/Dir",
          "InboundFirewallRules/Protocol",
          "OutboundFirewallRules/Version",
          "OutboundFirewallRules/Dir",
          "OutboundFirewallRules/Protocol",
          "SecurityOptions/SettingNumber", // Display says it in words
          "SecurityOptions/SettingString",
          "Script/RunOrder",
          "Account/Type",
          "Account/SettingNumber", // with a unit, or "never"
          "SystemServices/StartupMode",
          "Registry/Mode",
          "File/Mode",
          "EnforcementMode/Mode",
          "@action",
          "@bool",
          "@clsid",
          "@image",
          "@status",
          "@Id",
          "FilterOs@version",
          "FilterOs@class",
          "FilterOs@type",
          "FilterOs@edition",
          "FilterOs@sp",
          "FilterGroup@sid",
          "RuleCollection@Type");

  private static final Set<String> TRUTH_VALUES = Set.of("true", "false", "0", "1");

  @Test
  void everyTextOfEveryReportIsOnItsPage() throws IOException {
    for (Map.Entry<Path, ReportElement> report : GpmcReports.all().entrySet()) {
      Set<String> missing = new TreeSet<>();
      String text = squeezed(Pages.text(HtmlReport.render(report.getValue())));
      collect(report.getValue(), "", text, missing);

      assertThat(missing).as(report.getKey().toString()).isEmpty();
    }
  }

  private static void collect(
      ReportElement element, String parent, String page, Set<String> missing) {
    String here = parent + "/" + element.name();
    for (String text : texts(here, element.text())) {
      if (!page.contains(text)) {
        missing.add(here + " " + text);
      }
    }
    for (ReportElement.Attribute attribute : element.attributes()) {
      for (String text : texts(here + "@" + attribute.name(), attribute.value())) {
        if (!page.contains(text)) {
          missing.add(here + "@" + attribute.name() + " " + text);
        }
      }
    }
    element.children().forEach(child -> collect(child, here, page, missing));
  }

  /** The texts that a page must show for one of the report. */
  private static List<String> texts(String path, String text) {
    boolean otherwise = IN_OTHER_WORDS.stream().anyMatch(path::endsWith);
    if (text.isBlank() || TRUTH_VALUES.contains(text) || otherwise) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (path.endsWith("/Policy/Category")) {
      texts.add(squeezed(text.replace("/", " › ")));
    } else if (path.endsWith("/SecurityOptions/Display/Name")) {
      texts.addAll(List.of(squeezed(text).split(": ", 2)));
    } else {
      texts.add(squeezed(text));
    }
    return texts;
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\x7f-\\x9f]", "\uFFFD").replaceAll("\\s+", " ").strip();
  }
}
