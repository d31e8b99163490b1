package io.gpmcworker.cli.verbs;

import io.gpmcworker.gpmc.GpoName;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A GUID with or without braces, which shells make awkward; GPMC writes them with. */
final class GuidConverter implements ITypeConverter<String> {

  private static final Pattern GUID =
      Pattern.compile("\\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\\}?");

  @Override
  public String convert(String text) {
    var guid = GUID.matcher(text);
    if (!guid.matches()) {
      throw new TypeConversionException("'%s' is no GUID".formatted(text));
    }
    return GpoName.braced(UUID.fromString(guid.group(1)));
  }
}
