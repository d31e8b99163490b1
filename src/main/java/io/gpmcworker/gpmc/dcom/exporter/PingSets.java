package io.gpmcworker.gpmc.dcom.exporter;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The sets by which callers say that they are alive (MS-DCOM 3.1.2.1). They are kept so that a
 * caller gets the answers that he expects; objects live as long as their operations, pinged or not.
 * The sets that were used longest ago make room for new ones.
 */
final class PingSets {

  private static final int MAX_SETS = 1024;
  private static final int MAX_OBJECTS = 4096;

  private final SecureRandom random = new SecureRandom();

  private final Map<Long, Set<Long>> sets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Set<Long>> eldest) {
          return size() > MAX_SETS;
        }
      };

  synchronized boolean ping(long set) {
    return sets.get(set) != null;
  }

  /** Makes a set for id 0, or changes one; the answer is its id, or 0 if it cannot be had. */
  synchronized long change(long asked, Set<Long> added, Set<Long> removed) {
    long id = asked;
    if (id == 0) {
      do {
        id = random.nextLong();
      } while (id == 0 || sets.containsKey(id));
      sets.put(id, new HashSet<>());
    }
    Set<Long> set = sets.get(id);
    if (set == null) {
      return 0;
    }
    set.addAll(added);
    set.removeAll(removed);
    if (set.size() > MAX_OBJECTS) {
      sets.remove(id);
      return 0;
    }
    return id;
  }
}
