package io.gpmcworker.policy.starter;

import java.util.Optional;

/**
 * What a Starter GPO says about itself, as {@code IGPMStarterGPO} has it; each is empty where its
 * template is silent.
 *
 * @param type {@code System} or {@code Custom}
 * @param description what it is for
 * @param author who made it
 * @param product what it is made for
 * @param version its version
 */
public record StarterDetails(
    Optional<String> type,
    Optional<String> description,
    Optional<String> author,
    Optional<String> product,
    Optional<String> version) {

  /** Nothing is known. */
  public static final StarterDetails NONE =
      new StarterDetails(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
