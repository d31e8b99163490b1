package io.gpmcworker.gpmc;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The domains that this worker serves, each through one driver.
 *
 * @param drivers by the name that commands use
 */
public record Domains(Map<String, GpmcDriver> drivers) {
  public Domains {
    drivers = Map.copyOf(drivers);
  }

  /** The driver of a domain; empty for a domain that is not configured. */
  public Optional<GpmcDriver> driver(String domain) {
    return Optional.ofNullable(drivers.get(domain));
  }

  /** The configured names, in order. */
  public SortedSet<String> names() {
    return new TreeSet<>(drivers.keySet());
  }
}
