package io.gpmcworker.policy.report.html.block;

import java.util.List;

/**
 * What stands in one cell.
 *
 * @param values one below the other; none makes an empty cell
 */
public record Cell(List<Value> values) {

  /** Nothing. */
  public static final Cell EMPTY = new Cell(List.of());

  public Cell {
    values = List.copyOf(values);
  }

  /** One value. */
  public static Cell of(Value value) {
    return new Cell(List.of(value));
  }

  /** Plain text; empty text makes an empty cell. */
  public static Cell of(String text) {
    return text.isEmpty() ? EMPTY : of(Value.of(text));
  }

  /** Texts, one below the other. */
  public static Cell ofTexts(List<String> texts) {
    return new Cell(texts.stream().map(Value::of).toList());
  }

  /** Whether nothing stands in it. */
  public boolean isEmpty() {
    return values.isEmpty();
  }
}
