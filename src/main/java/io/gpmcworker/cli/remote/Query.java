package io.gpmcworker.cli.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A path with its query, escaped. */
public final class Query {

  private final StringBuilder text = new StringBuilder();
  private boolean hasParameters;

  /** The path of these parts, each escaped. */
  public static Query of(String... parts) {
    Query query = new Query();
    for (String part : parts) {
      query.text.append('/').append(escape(part));
    }
    return query;
  }

  /** Adds a parameter. */
  public Query with(String name, String value) {
    text.append(hasParameters ? '&' : '?').append(name).append('=').append(escape(value));
    hasParameters = true;
    return this;
  }

  /** Adds a parameter if there is a value. */
  public Query with(String name, Optional<String> value) {
    value.ifPresent(it -> with(name, it));
    return this;
  }

  private static String escape(String part) {
    String escaped = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    // Browsers and servers would take these for steps in the path.
    return escaped.equals(".") || escaped.equals("..") ? escaped.replace(".", "%2E") : escaped;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
