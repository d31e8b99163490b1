package io.gpmcworker.policy.report.html.block;

import java.util.List;

/** A part of the page. */
public sealed interface Block {

  /** A label and what it is about. */
  record Fact(String label, Cell cell) {

    /** A fact in plain text. */
    public static Fact of(String label, String text) {
      return new Fact(label, Cell.of(text));
    }
  }

  /** Facts, one below the other. */
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A table.
   *
   * @param columns the heading of each column
   * @param rows as many cells each as there are columns
   */
  record Grid(List<String> columns, List<List<Cell>> rows) implements Block {
    public Grid {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Cell> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException("a row of %d cells".formatted(row.size()));
        }
      }
    }
  }

  /**
   * One setting with more to say than a row holds.
   *
   * @param title its name
   * @param badges short words behind the name
   * @param blocks what there is to say
   */
  record Item(String title, List<Value> badges, List<Block> blocks) implements Block {
    public Item {
      badges = List.copyOf(badges);
      blocks = List.copyOf(blocks);
    }
  }

  /** Blocks under a heading of their own. */
  record Group(String title, List<Block> blocks) implements Block {
    public Group {
      blocks = List.copyOf(blocks);
    }
  }

  /** Blocks that are folded away until somebody asks for them. */
  record Folded(String title, List<Block> blocks) implements Block {
    public Folded {
      blocks = List.copyOf(blocks);
    }

    /** Text that is folded away. */
    public static Folded text(String title, String text) {
      return new Folded(title, List.of(new Paragraph(text)));
    }
  }

  /** Running text. */
  record Paragraph(String text) implements Block {}

  /** A sentence that is set off from the settings, such as an error. */
  record Note(Tone tone, String text) implements Block {}

  /** Conditions within conditions. */
  record Tree(List<Node> nodes) implements Block {
    public Tree {
      nodes = List.copyOf(nodes);
    }
  }

  /** A condition. */
  record Node(Value value, List<Node> nodes) {
    public Node {
      nodes = List.copyOf(nodes);
    }
  }

  /** How many settings a reader sees in it. */
  default int settings() {
    return switch (this) {
      case Facts facts -> facts.facts().size();
      case Grid grid -> grid.rows().size();
      case Item item -> 1;
      case Group group -> settings(group.blocks());
      case Folded folded -> 0;
      case Paragraph paragraph -> 0;
      case Note note -> 0;
      case Tree tree -> 0;
    };
  }

  /** How many settings a reader sees in all of them. */
  static int settings(List<Block> blocks) {
    return blocks.stream().mapToInt(Block::settings).sum();
  }
}
