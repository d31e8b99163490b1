package io.gpmcworker.policy.migration;

/** What an entry's source becomes; {@code GPMDestinationOption}. */
public sealed interface Destination {

  /** It stays what it is. */
  record SameAsSource() implements Destination {}

  /** It is taken out of the settings that name it. Not for UNC paths. */
  record None() implements Destination {}

  /** The account of the same name in the target's domain. Not for UNC paths. */
  record ByRelativeName() implements Destination {}

  /**
   * It becomes what is given.
   *
   * @param name an account as {@code name@domain}, {@code DOMAIN\name}, plain name or SID; or a UNC
   *     path
   */
  record Set(String name) implements Destination {}
}
