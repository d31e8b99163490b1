package io.gpmcworker.cli.verbs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time, or how long ago it was: {@code 2026-01-31T12:00:00Z}, {@code 2h}. */
final class TimeConverter implements ITypeConverter<Instant> {

  private final SpanConverter spans = new SpanConverter();

  @Override
  public Instant convert(String text) {
    if (!text.contains("T") && !text.contains("-")) {
      return Instant.now().minus(spans.convert(text));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' is no time such as 2026-01-31T12:00:00Z, or 2h ago".formatted(text));
    }
  }
}
