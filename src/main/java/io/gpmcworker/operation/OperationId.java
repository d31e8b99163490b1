package io.gpmcworker.operation;

import java.util.regex.Pattern;

/**
 * The id of an operation, chosen by who asks for it; the key of every record about it.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record OperationId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public OperationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an operation id has 1 to 64 characters of A-Z a-z 0-9 . _ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
