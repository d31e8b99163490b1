package io.gpmcworker.gpmc;

import java.util.regex.Pattern;

/**
 * The name of a configured backup store. Commands carry this name and never a path, so what lies
 * outside the configured folders and shares cannot be named.
 */
public record BackupStoreName(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public BackupStoreName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a backup store's name has 1 to 64 characters of A-Z a-z 0-9 . _ - and starts with a"
              + " letter or digit");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
