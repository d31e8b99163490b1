package io.gpmcworker.policy.report.security;

import java.util.OptionalLong;

/** Numbers as a security template writes them. */
final class TemplateNumbers {

  private TemplateNumbers() {}

  /** A number; -1, which means never, as the unsigned number that GPMC shows. */
  static OptionalLong parse(String text) {
    try {
      long number = Long.parseLong(text.strip());
      return OptionalLong.of(number < 0 ? number & 0xFFFF_FFFFL : number);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether a text is a number other than 0. */
  static boolean isTrue(String text) {
    return parse(text).orElse(0) != 0;
  }
}
