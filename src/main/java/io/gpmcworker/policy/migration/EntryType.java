package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.backup.SecurityGroup;
import java.util.Arrays;
import java.util.Optional;

/** What an entry's source is; {@code GPMEntryType} without its {@code type} in front. */
public enum EntryType {
  USER("User"),
  COMPUTER("Computer"),
  LOCAL_GROUP("LocalGroup"),
  GLOBAL_GROUP("GlobalGroup"),
  UNIVERSAL_GROUP("UniversalGroup"),
  UNC_PATH("UNCPath"),
  /** Free text or a SID. */
  UNKNOWN("Unknown");

  private final String element;

  EntryType(String element) {
    this.element = element;
  }

  /** The type that a table writes so. */
  static Optional<EntryType> ofElement(String text) {
    return Arrays.stream(values()).filter(type -> type.element.equals(text)).findFirst();
  }

  /** The type of a principal that a backup lists. */
  static EntryType of(SecurityGroup.Type type) {
    return switch (type) {
      case User -> USER;
      case Computer -> COMPUTER;
      case LocalGroup -> LOCAL_GROUP;
      case GlobalGroup -> GLOBAL_GROUP;
      case UniversalGroup -> UNIVERSAL_GROUP;
      case Unknown -> UNKNOWN;
    };
  }

  /** As a table writes it. */
  public String element() {
    return element;
  }
}
