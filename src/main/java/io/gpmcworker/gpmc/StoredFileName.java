package io.gpmcworker.gpmc;

import java.util.regex.Pattern;

/** The plain name of a file directly inside a backup store: a migration table, a Starter GPO. */
public record StoredFileName(String value) {

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,126}");

  /** Names that are devices to Windows in every folder, whatever the extension. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])( *\\..*)?", Pattern.CASE_INSENSITIVE);

  public StoredFileName {
    if (DEVICE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "is the name of a device on Windows; choose another for the file");
    }
    if (!FORM.matcher(value).matches() || value.endsWith(".") || value.endsWith(" ")) {
      throw new IllegalArgumentException(
          "a file in a backup store is named by 1 to 127 letters, digits, spaces, . _ or -, without"
              + " any folder");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
