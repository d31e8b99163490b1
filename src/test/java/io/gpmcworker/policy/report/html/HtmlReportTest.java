package io.gpmcworker.policy.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?:\\s[^<>]*)?)>");
  private static final Pattern OWN = Pattern.compile("<(style|script)>.*?</\\1>", Pattern.DOTALL);

  /** What people write when they want to know whether a page is safe. */
  static final List<String> HOSTILE =
      List.of(
          "<script>document.documentElement.dataset.pwned=1</script>",
          "\"><img src=x onerror=\"document.documentElement.dataset.pwned=1\">",
          "' onmouseover='document.documentElement.dataset.pwned=1",
          "</title></style></script></textarea><svg onload=document.documentElement.dataset.pwned=1>",
          "<!-- ]]> --> &lt;b&gt; &#60;b&#62; <a href=javascript:alert(1)>x</a>",
          "\u202Egpj.exe \u0000\u001b[31m \uD800 <meta http-equiv=refresh content=0;url=//evil>");

  private static String page(UnaryOperator<String> values) {
    return HtmlReport.render(RichReport.of(values));
  }

  @Test
  void everySectionIsOnThePage() {
    String text = Pages.text(page(UnaryOperator.identity()));

    assertThat(text).contains(RichReport.EXTENSIONS);
    assertThat(text)
        .contains("Security filtering", "Delegation", "Links", "Enforced", "Only laptops")
        .contains("Minimum password length", "14 characters")
        .contains("Back up files and directories", "CORP\\Staff")
        .contains("Logon/Logoff", "Success and failure")
        .contains("PowerShell scripts run first.")
        .contains("The user is a member of CORP\\Sales", "Or this is not true:", "Windows 7")
        .contains("Protocol TCP", "Local port 5985")
        .contains("Windows Components › Windows PowerShell", "Explanation", "Logs what modules do.")
        .contains("This part could not be reported. Broken.xml: is not well-formed")
        .contains("AD and SYSVOL differ", "User settings disabled")
        .contains("Registered, without settings.")
        .contains("Editor", "Assigned", "x64", "It is uninstalled", "help.example/editor");
  }

  @Test
  void whatAnUnknownExtensionHoldsIsShownByItsShape() {
    assertThat(Pages.text(page(UnaryOperator.identity())))
        .contains("Vendor's Own", "Ring", "fast", "one", "Limits", "Low", "High");
  }

  @Test
  void noValueBecomesMarkup() {
    Set<String> harmless = tags(page(UnaryOperator.identity()));

    for (String hostile : HOSTILE) {
      assertThat(tags(page(text -> text + hostile))).as(hostile).isEqualTo(harmless);
    }
  }

  /** Every tag with its attributes' names, the page's own style and script left out. */
  private static Set<String> tags(String page) {
    Set<String> tags = new TreeSet<>();
    Matcher tag = TAG.matcher(OWN.matcher(page).replaceAll(""));
    while (tag.find()) {
      tags.add(tag.group(1) + tag.group(2) + tag.group(3).replaceAll("=\"[^\"]*\"", ""));
    }
    return tags;
  }

  @Test
  void aHostileValueIsShownAsItIs() {
    assertThat(Pages.text(page(text -> text + "<script>alert('&amp;')</script>")))
        .contains("Workstation Baseline<script>alert('&amp;')</script>");
  }

  @Test
  void charactersThatNobodyCanSeeAreReplaced() {
    assertThat(page(text -> text + "\u0000\u001b\uD800"))
        .contains("Baseline\uFFFD\uFFFD\uFFFD")
        .doesNotContain("\u0000")
        .doesNotContain("\u001b");
  }

  @Test
  void thePageLoadsNothingAndAllowsNothingButItsOwnStyleAndScript() {
    String page = page(UnaryOperator.identity());

    assertThat(page)
        .contains("default-src &#39;none&#39;", "base-uri &#39;none&#39;", "form-action")
        .doesNotContain("unsafe-inline");
    assertThat(OWN.matcher(page).replaceAll("")).doesNotContain(" src=", "<link", "url(", "://");
    assertThat(page).doesNotContain(" style=\"").doesNotContainPattern("\\son[a-z]+=\"");
  }

  @Test
  void headingsSkipNoLevel() {
    List<Integer> levels = new ArrayList<>();
    Matcher heading = Pattern.compile("<h([1-6])[ >]").matcher(page(UnaryOperator.identity()));
    while (heading.find()) {
      levels.add(Integer.parseInt(heading.group(1)));
    }

    assertThat(levels.getFirst()).isEqualTo(1);
    for (int at = 1; at < levels.size(); at++) {
      assertThat(levels.get(at)).isLessThanOrEqualTo(levels.get(at - 1) + 1);
    }
  }

  @Test
  void aReportWithNothingInItIsAPage() {
    assertThat(Pages.text(HtmlReport.render(ReportElement.of(ReportNamespaces.SETTINGS, "GPO"))))
        .contains("Group Policy report");
  }

  @Test
  void tenThousandValuesArePossible() {
    ReportElement gpo = ReportElement.of(ReportNamespaces.SETTINGS, "GPO");
    String settings = ReportNamespaces.ofExtension("Registry");
    ReportElement extension =
        ReportElement.of(ReportNamespaces.SETTINGS, "Extension").type(settings, "RegistrySettings");
    for (int value = 0; value < 10_000; value++) {
      ReportElement setting = ReportElement.of(settings, "RegistrySetting");
      extension.add(
          setting
              .leaf("KeyPath", "Software\\Key" + value % 100)
              .add(setting.sibling("Value").leaf("Name", "Value" + value).leaf("Number", value)));
    }
    gpo.add(
        gpo.sibling("Computer")
            .add(gpo.sibling("ExtensionData").add(extension).leaf("Name", "Registry")));

    assertThat(HtmlReport.render(gpo)).contains("10000 settings", "Value9999");
  }
}
