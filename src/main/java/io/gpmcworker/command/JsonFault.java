package io.gpmcworker.command;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, for who wrote it. */
public final class JsonFault {

  /** What Jackson says to programmers: its sources, its classes and its settings. */
  private static final Pattern FOR_PROGRAMMERS =
      Pattern.compile(
          "\\s*\\((start marker|for [A-Za-z]+ starting) at .*|: enable `.*|\\s*\\(bound as `.*",
          Pattern.DOTALL);

  private JsonFault() {}

  /** A sentence without its full stop, with the place where reading ended. */
  public static String in(JsonProcessingException fault) {
    String what = FOR_PROGRAMMERS.matcher(fault.getOriginalMessage()).replaceFirst("");
    JsonLocation at = fault.getLocation();
    return at == null || at.getLineNr() < 1
        ? what
        : "%s at line %d, column %d".formatted(what, at.getLineNr(), at.getColumnNr());
  }
}
