package io.gpmcworker.policy.migration;

/**
 * An entry of a migration table; {@code IGPMMapEntry}.
 *
 * @param type what the source is
 * @param source a principal as {@code name@domain}, {@code DOMAIN\name}, plain name or SID; or a
 *     UNC path
 * @param destination what becomes of it
 */
public record Mapping(EntryType type, String source, Destination destination) {

  /** An entry that maps nothing yet, as a generated table has it. */
  static Mapping same(EntryType type, String source) {
    return new Mapping(type, source, new Destination.SameAsSource());
  }

  boolean isPath() {
    return type == EntryType.UNC_PATH;
  }
}
