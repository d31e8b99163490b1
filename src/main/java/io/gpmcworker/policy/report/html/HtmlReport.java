package io.gpmcworker.policy.report.html;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Note;
import io.gpmcworker.policy.report.html.block.Block.Paragraph;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.layout.Layouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Renders a report as a page ({@code repHTML}): one file in UTF-8 that loads nothing from anywhere.
 * Its content security policy allows its own style sheet and its own script by their digests and
 * nothing else, so that even markup that got through the escaping could not do anything.
 */
public final class HtmlReport {

  /** A half of the GPO. */
  private record Side(
      String id, String title, String badge, Tone tone, List<Extension> extensions) {}

  /** What one client-side extension does. */
  private record Extension(String id, String name, List<Block> blocks) {}

  private final ReportTree report;
  private final HtmlWriter html = new HtmlWriter();
  private final BlockWriter blocks = new BlockWriter(html);

  private HtmlReport(ReportElement root) {
    this.report = new ReportTree(root);
  }

  /**
   * Renders a report.
   *
   * @param root the element GPO or StarterGPO
   * @return the page; to be written in UTF-8
   */
  public static String render(ReportElement root) {
    return new HtmlReport(root).page();
  }

  private String page() {
    List<Side> sides = new ArrayList<>();
    for (String name : List.of("Computer", "User")) {
      report.child(name).ifPresent(half -> sides.add(side(name, new ReportTree(half))));
    }
    html.start("html").attribute("lang", "en").line();
    head();
    html.start("body").line();
    html.start("a", "skip").attribute("href", "#settings").text("Skip to the settings").end();
    title();
    html.start("div", "page").line();
    contents(sides);
    html.start("main").attribute("id", "settings").line();
    html.start("section", "side").attribute("id", "general").element("h2", "General");
    blocks.write(new HeadBlocks(report).blocks(), 3, false);
    html.end().line();
    sides.forEach(this::side);
    html.end().end();
    html.element("footer", "Made by gpmc-worker from GPO settings as they were read.");
    html.own("script", PageParts.SCRIPT);
    return html.end().end().finish();
  }

  private void head() {
    html.start("head").line();
    html.start("meta").attribute("charset", "utf-8").line();
    html.start("meta")
        .attribute("http-equiv", "Content-Security-Policy")
        .attribute("content", PageParts.CONTENT_SECURITY_POLICY)
        .line();
    html.start("meta").attribute("name", "referrer").attribute("content", "no-referrer").line();
    html.start("meta")
        .attribute("name", "viewport")
        .attribute("content", "width=device-width, initial-scale=1")
        .line();
    html.start("meta").attribute("name", "color-scheme").attribute("content", "light dark").line();
    html.element("title", name() + " – " + kind()).line();
    html.own("style", PageParts.STYLE).line();
    html.end().line();
  }

  private String name() {
    return report.text("Name");
  }

  private String kind() {
    return report.element().name().equals("StarterGPO")
        ? "Starter GPO report"
        : "Group Policy report";
  }

  private void title() {
    ReportTree identifier = new ReportTree(report.child("Identifier").orElse(report.element()));
    html.start("header", "top").element("p", "kind", kind());
    html.element("h1", name());
    html.element("p", "id", identifier.text("Domain") + "  ·  " + identifier.text("Identifier"));
    html.end().line();
  }

  private void contents(List<Side> sides) {
    html.start("nav").attribute("aria-label", "Contents").line();
    html.start("search", "find").attribute("hidden", "");
    html.start("label").attribute("for", "find").text("Find settings").end();
    html.start("input")
        .attribute("id", "find")
        .attribute("type", "search")
        .attribute("autocomplete", "off")
        .attribute("spellcheck", "false");
    html.start("output").attribute("for", "find").end();
    html.start("div", "buttons");
    for (String action : List.of("Fold all", "Unfold all")) {
      html.start("button").attribute("type", "button").text(action).end();
    }
    html.end().end().line();
    html.start("ul").start("li").start("a").attribute("href", "#general").text("General").end();
    html.end();
    for (Side side : sides) {
      html.start("li").start("a").attribute("href", "#" + side.id()).text(side.title()).end();
      if (!side.extensions().isEmpty()) {
        html.start("ul");
        for (Extension extension : side.extensions()) {
          html.start("li").start("a").attribute("href", "#" + extension.id());
          html.text(extension.name()).end().text(" ");
          html.element("small", Integer.toString(Block.settings(extension.blocks()))).end();
        }
        html.end();
      }
      html.end().line();
    }
    html.end().end().line();
  }

  private Side side(String name, ReportTree half) {
    String id = name.toLowerCase(Locale.ROOT);
    List<Extension> extensions = new ArrayList<>();
    for (ReportElement data : half.children("ExtensionData")) {
      extensions.add(extension(id + "-" + (extensions.size() + 1), new ReportTree(data)));
    }
    boolean enabled = half.text("Enabled").equals("true");
    return new Side(
        id,
        name + " configuration",
        enabled ? "Enabled" : "Disabled",
        enabled ? Tone.GOOD : Tone.BAD,
        extensions);
  }

  private static Extension extension(String id, ReportTree data) {
    List<Block> blocks = new ArrayList<>();
    data.child("Extension").ifPresent(extension -> blocks.addAll(Layouts.blocks(extension)));
    data.child("Error").map(ReportTree::new).ifPresent(error -> blocks.add(error(error)));
    if (blocks.isEmpty()) {
      blocks.add(new Paragraph("Registered, without settings."));
    }
    return new Extension(id, data.text("Name"), blocks);
  }

  private static Block error(ReportTree error) {
    return new Note(
        Tone.BAD,
        "This part could not be reported. %s (%s, %s)"
            .formatted(error.text("Details"), error.text("Source"), error.text("Description")));
  }

  private static String count(int settings) {
    return switch (settings) {
      case 0 -> "no settings";
      case 1 -> "1 setting";
      default -> settings + " settings";
    };
  }

  private void side(Side side) {
    html.start("section", "side").attribute("id", side.id());
    html.start("header").element("h2", side.title());
    html.element("span", "badge " + side.tone().name().toLowerCase(Locale.ROOT), side.badge());
    html.end().line();
    if (side.extensions().isEmpty()) {
      html.element("p", "text", "No settings are defined.");
    }
    for (Extension extension : side.extensions()) {
      int settings = Block.settings(extension.blocks());
      html.start("details", "extension").attribute("open", "").attribute("id", extension.id());
      if (settings == 0) {
        html.attribute("data-s", "");
      }
      html.start("summary").element("h3", extension.name());
      html.element("span", "count", count(settings));
      html.end();
      blocks.write(extension.blocks(), 4, true);
      html.end().line();
    }
    html.end().line();
  }
}
