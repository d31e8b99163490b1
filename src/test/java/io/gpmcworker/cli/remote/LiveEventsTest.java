package io.gpmcworker.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Live events: as they come, each once, resumed where a connection broke. */
class LiveEventsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final List<String> resumed = new CopyOnWriteArrayList<>();

  private static void send(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  /** Breaks after two events, and tells the second again. */
  private void breaking(HttpExchange exchange) throws IOException {
    try (exchange) {
      String after =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")).orElse("");
      resumed.add(after);
      exchange.sendResponseHeaders(200, 0);
      send(exchange, ":listening\n\n");
      if (after.isEmpty()) {
        send(exchange, "id:1\ndata:{\"id\":\"a\"}\n\nid:2\ndata:{\"id\":\"b\"}\n\n");
      } else {
        send(
            exchange,
            ":still here\n\nid:2\ndata:{\"id\":\"b\"}\n\nid:3\r\ndata:{\r\ndata: \"id\":\"c\"}\r\n\r\n");
      }
    }
  }

  /** Breaks before there was any event, and tells where that was. */
  private void breakingAtOnce(HttpExchange exchange) throws IOException {
    try (exchange) {
      String after =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")).orElse("");
      resumed.add(after);
      exchange.sendResponseHeaders(200, 0);
      send(exchange, ":listening\nid:7\n\n");
      if (!after.isEmpty()) {
        send(exchange, "id:8\ndata:{\"id\":\"a\"}\n\n");
      }
    }
  }

  private static LiveEvents events(HttpServer server) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    LiveEvents events =
        new LiveEvents(
            new Client(new Profile(url, Optional.empty(), Optional.empty(), Optional.empty())));
    events.listen(Query.of("events"));
    return events;
  }

  @Test
  void aStreamThatBreaksIsResumedAndNothingComesTwice() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/events", this::breaking);
    server.start();
    try (LiveEvents events = events(server)) {
      List<String> ids = new ArrayList<>();
      while (ids.size() < 3) {
        ids.add(events.next(SOON).orElseThrow().path("id").asText());
      }
      assertThat(ids).containsExactly("a", "b", "c");
      assertThat(resumed).startsWith("", "2");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aStreamThatBreaksBeforeItsFirstEventIsResumedWhereItBegan() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/events", this::breakingAtOnce);
    server.start();
    try (LiveEvents events = events(server)) {
      assertThat(events.next(SOON).orElseThrow().path("id").asText()).isEqualTo("a");
      assertThat(resumed).startsWith("", "7");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aStreamThatIsRefusedEndsIt() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    try (LiveEvents events = events(server)) {
      assertThatThrownBy(() -> events.next(SOON)).isInstanceOf(RemoteException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aLineWithoutAnEndIsNotReadForEver() {
    byte[] endless = new byte[(4 << 20) + 2];
    SseReader reader = new SseReader(new ByteArrayInputStream(endless), () -> {});

    assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessageContaining("long");
  }
}
