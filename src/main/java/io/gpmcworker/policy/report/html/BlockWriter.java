package io.gpmcworker.policy.report.html;

import io.gpmcworker.policy.report.html.block.Block;
import io.gpmcworker.policy.report.html.block.Block.Fact;
import io.gpmcworker.policy.report.html.block.Block.Facts;
import io.gpmcworker.policy.report.html.block.Block.Folded;
import io.gpmcworker.policy.report.html.block.Block.Grid;
import io.gpmcworker.policy.report.html.block.Block.Group;
import io.gpmcworker.policy.report.html.block.Block.Item;
import io.gpmcworker.policy.report.html.block.Block.Node;
import io.gpmcworker.policy.report.html.block.Block.Note;
import io.gpmcworker.policy.report.html.block.Block.Paragraph;
import io.gpmcworker.policy.report.html.block.Block.Tree;
import io.gpmcworker.policy.report.html.block.Cell;
import io.gpmcworker.policy.report.html.block.Tone;
import io.gpmcworker.policy.report.html.block.Value;
import java.util.List;
import java.util.Locale;

/** Writes blocks as elements. */
final class BlockWriter {

  /** What the search looks through, one mark for each thing that it finds. */
  private static final String SEARCHABLE = "data-s";

  private static final int LOWEST_HEADING = 6;

  private final HtmlWriter html;

  BlockWriter(HtmlWriter html) {
    this.html = html;
  }

  /**
   * Writes blocks.
   *
   * @param level of the headings in them, 2 to 6
   * @param searchable whether the search finds what is in them one by one
   */
  void write(List<Block> blocks, int level, boolean searchable) {
    blocks.forEach(block -> write(block, Math.min(level, LOWEST_HEADING), searchable));
  }

  private void write(Block block, int level, boolean searchable) {
    switch (block) {
      case Facts(List<Fact> facts) -> facts(facts, searchable);
      case Grid grid -> grid(grid, searchable);
      case Item item -> item(item, level, searchable);
      case Group(String title, List<Block> blocks) -> {
        html.start("section", "group").element("h" + level, title);
        write(blocks, level + 1, searchable);
        html.end().line();
      }
      case Folded(String title, List<Block> blocks) -> {
        html.start("details", "more").element("summary", title);
        write(blocks, level, false);
        html.end();
      }
      case Paragraph(String text) -> html.element("p", "text", text);
      case Note(Tone tone, String text) -> html.element("p", "note-block " + css(tone), text);
      case Tree(List<Node> nodes) -> tree(nodes);
    }
  }

  private void facts(List<Fact> facts, boolean searchable) {
    html.start("dl");
    for (Fact fact : facts) {
      mark(html.start("div"), searchable).element("dt", fact.label()).start("dd");
      cell(fact.cell());
      html.end().end();
    }
    html.end().line();
  }

  /** On a narrow screen a table becomes a list; its roles keep it a table for those who listen. */
  private void grid(Grid grid, boolean searchable) {
    html.start("table", "of-" + grid.columns().size()).attribute("role", "table");
    html.start("thead").attribute("role", "rowgroup").start("tr").attribute("role", "row");
    for (String column : grid.columns()) {
      html.start("th").attribute("scope", "col").attribute("role", "columnheader");
      html.text(column).end();
    }
    html.end().end().start("tbody").attribute("role", "rowgroup").line();
    for (List<Cell> row : grid.rows()) {
      mark(html.start("tr").attribute("role", "row"), searchable);
      for (int column = 0; column < row.size(); column++) {
        if (column == 0) {
          html.start("th").attribute("scope", "row").attribute("role", "rowheader");
        } else {
          html.start("td").attribute("role", "cell");
          html.attribute("data-label", grid.columns().get(column));
        }
        cell(row.get(column));
        html.end();
      }
      html.end().line();
    }
    html.end().end().line();
  }

  private void item(Item item, int level, boolean searchable) {
    mark(html.start("article", "item"), searchable);
    html.start("header").element("h" + level, item.title());
    item.badges().forEach(this::value);
    html.end();
    write(item.blocks(), level + 1, false);
    html.end().line();
  }

  private void tree(List<Node> nodes) {
    html.start("ul", "tree");
    for (Node node : nodes) {
      html.start("li");
      value(node.value());
      if (!node.nodes().isEmpty()) {
        tree(node.nodes());
      }
      html.end();
    }
    html.end();
  }

  private void cell(Cell cell) {
    if (cell.isEmpty()) {
      html.element("span", "none", "–");
    }
    cell.values()
        .forEach(value -> {
          html.start("div");
          value(value);
          html.end();
        });
  }

  private void value(Value value) {
    html.element("span", css(value.tone()), value.text());
    if (!value.note().isEmpty()) {
      html.text(" ").start("small").path(value.note()).end();
    }
  }

  private static HtmlWriter mark(HtmlWriter element, boolean searchable) {
    return searchable ? element.attribute(SEARCHABLE, "") : element;
  }

  private static String css(Tone tone) {
    return switch (tone) {
      case PLAIN -> "v";
      case CODE -> "v code";
      case GOOD, WARN, BAD, LABEL -> "badge " + tone.name().toLowerCase(Locale.ROOT);
    };
  }
}
