package io.gpmcworker.helm;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The worker's metrics in an expression of Prometheus. */
final class MetricNames {

  private static final Pattern NAME = Pattern.compile("\\bgpmc_[a-z_]+\\b");

  private MetricNames() {}

  /** How many selectors there are. */
  static long count(String expression) {
    return NAME.matcher(expression).results().count();
  }

  static Set<String> in(String expression) {
    return NAME.matcher(expression)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
