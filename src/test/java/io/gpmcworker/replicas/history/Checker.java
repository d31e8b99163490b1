package io.gpmcworker.replicas.history;

import java.util.List;

/** Holds a history against the promises of the contract. */
public final class Checker {

  private static final List<Rule> RULES =
      List.of(
          new AnswerRule(),
          new OrderRule(),
          new LifeRule(),
          new TargetRule(),
          new RemainsRule(),
          new ContentRule());

  private Checker() {}

  /** Every promise that was broken, a sentence each; empty where all of them were kept. */
  public static List<String> check(History history) {
    Timeline timeline = new Timeline(history);
    return RULES.stream().flatMap(it -> it.broken(history, timeline).stream()).toList();
  }
}
