package io.gpmcworker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of server-sent events, which reads them as they come. */
final class EventClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final BufferedReader reader;
  private final List<String> ids = new ArrayList<>();

  /** Listens; when this returns, whatever happens from now on is told. */
  EventClient(URI url, String lastEventId) throws IOException {
    URLConnection connection = url.toURL().openConnection();
    connection.setRequestProperty("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      connection.setRequestProperty("Last-Event-ID", lastEventId);
    }
    connection.setReadTimeout(PATIENCE_MILLIS);
    reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).as("the first line").startsWith(":");
  }

  /** The ids of what was read. */
  List<String> ids() {
    return ids;
  }

  /** Waits for so many events and gives their types, without what all have in front. */
  List<String> types(int count) throws IOException {
    List<String> types = new ArrayList<>();
    while (types.size() < count) {
      String line = reader.readLine();
      assertThat(line).as("the stream goes on").isNotNull();
      if (line.startsWith("id:")) {
        ids.add(line.substring(3).strip());
      } else if (line.startsWith("data:")) {
        types.add(JsonPath.from(line.substring(5)).getString("type").replace("io.gpmcworker.", ""));
      }
    }
    return types;
  }

  /** As {@link #types}, up to one; which of those before it come once more, is not promised. */
  List<String> typesUntil(String last) throws IOException {
    List<String> types = new ArrayList<>(types(1));
    while (!types.getLast().equals(last)) {
      types.addAll(types(1));
    }
    return types;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
