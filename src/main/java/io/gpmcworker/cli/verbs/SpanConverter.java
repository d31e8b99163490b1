package io.gpmcworker.cli.verbs;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of time: {@code 90s}, {@code 5m}, {@code 2h}, {@code 7d}. */
final class SpanConverter implements ITypeConverter<Duration> {

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");

  @Override
  public Duration convert(String text) {
    var span = SPAN.matcher(text);
    if (!span.matches()) {
      throw new TypeConversionException(
          "'%s' is no span of time such as 90s, 5m, 2h or 7d".formatted(text));
    }
    long number = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
