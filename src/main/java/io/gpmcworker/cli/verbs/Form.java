package io.gpmcworker.cli.verbs;

import io.gpmcworker.gpmc.OperationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A verb of {@code ./gpmc start}: its options, by the names of the cmdlets' parameters, and the
 * parameters of the operation that they fill.
 *
 * @param kind what it starts
 * @param ofAll what it starts with {@code --all}; empty if there is no such option
 * @param choices options of which exactly one must be given
 * @param options the others
 * @param store whether the operation needs a backup store
 */
record Form(
    String verb,
    OperationKind kind,
    Optional<OperationKind> ofAll,
    String description,
    List<List<Argument>> choices,
    List<Argument> options,
    Store store,
    List<String> examples) {

  /** Whether there is a backup store. */
  enum Store {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /** How an option is read. */
  enum Type {
    TEXT,
    GUID,
    FLAG,
    REPORT_TYPE
  }

  /**
   * An option.
   *
   * @param field the operation's parameter
   * @param names the option's, with hyphens
   */
  record Argument(
      String field, Type type, boolean required, List<String> names, String label, String text) {

    Argument need() {
      return new Argument(field, type, true, names, label, text);
    }
  }

  /** A form that has nothing but a kind and a description yet. */
  static Form of(String verb, OperationKind kind, String description) {
    return new Form(
        verb, kind, Optional.empty(), description, List.of(), List.of(), Store.NONE, List.of());
  }

  Form orAll(OperationKind all) {
    return new Form(verb, kind, Optional.of(all), description, choices, options, store, examples);
  }

  /** Exactly one of these. */
  Form either(Argument... choice) {
    return new Form(
        verb, kind, ofAll, description, plus(choices, List.of(choice)), options, store, examples);
  }

  Form with(Argument... more) {
    return new Form(verb, kind, ofAll, description, choices, List.of(more), store, examples);
  }

  Form in(Store needed) {
    return new Form(verb, kind, ofAll, description, choices, options, needed, examples);
  }

  Form like(String... lines) {
    return new Form(verb, kind, ofAll, description, choices, options, store, List.of(lines));
  }

  private static List<List<Argument>> plus(List<List<Argument>> some, List<Argument> one) {
    List<List<Argument>> more = new ArrayList<>(some);
    more.add(one);
    return List.copyOf(more);
  }
}
