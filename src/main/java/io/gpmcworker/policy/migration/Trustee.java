package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/** A principal as settings name it. */
public sealed interface Trustee {

  /** By its SID. */
  record BySid(Sid sid) implements Trustee {
    @Override
    public String toString() {
      return sid.toString();
    }
  }

  /** By a name, or any text that is taken for one. */
  record ByName(String name) implements Trustee {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Reads the form of a security template: {@code *SID}, or a name. */
  static Trustee ofTemplate(String text) {
    Optional<Sid> sid = text.startsWith("*") ? Sid.tryParse(text.substring(1)) : Optional.empty();
    return sid.<Trustee>map(BySid::new).orElseGet(() -> new ByName(text));
  }

  /** The form of a security template. */
  default String toTemplate() {
    return switch (this) {
      case BySid(Sid sid) -> "*" + sid;
      case ByName(String name) -> name;
    };
  }
}
