package io.gpmcworker.cli.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads Server-Sent Events: their {@code id} and {@code data}, each line bounded. */
final class SseReader {

  private static final int LONGEST_LINE = 4 << 20;

  private final InputStream in;
  private final Runnable heard;
  private Optional<String> lastId = Optional.empty();

  /**
   * @param heard called for every line, keep-alives among them
   */
  SseReader(InputStream in, Runnable heard) {
    this.in = new BufferedInputStream(in);
    this.heard = heard;
  }

  /** Where the stream is; told also without an event. */
  Optional<String> lastId() {
    return lastId;
  }

  /** The data of the next event that has any; empty at the end. */
  Optional<String> next() throws IOException {
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      heard.run();
      String text = line.get();
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(data.toString());
      }
      if (text.startsWith("id:")) {
        lastId = Optional.of(value(text));
      } else if (text.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(text));
        if (data.length() > LONGEST_LINE) {
          throw new IOException("an event is too long");
        }
      }
    }
    return Optional.empty();
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("a line of the stream is too long");
      }
      line.write(b);
      b = in.read();
    }
    if (b < 0) {
      return Optional.empty();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
