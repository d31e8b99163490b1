package io.gpmcworker.replicas.history;

import java.util.List;

/** Something that holds for every history. */
@FunctionalInterface
interface Rule {

  /** What breaks it, a sentence each. */
  List<String> broken(History history, Timeline timeline);
}
