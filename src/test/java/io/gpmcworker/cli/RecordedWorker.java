package io.gpmcworker.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Answers as a worker's HTTP interface does, with what it has been told to, on a free port. */
final class RecordedWorker implements AutoCloseable {

  /** A request that has come. */
  record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
    Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(it -> it.getKey().equalsIgnoreCase(name))
          .map(it -> it.getValue().getFirst())
          .findFirst();
    }
  }

  private static final class Answer {
    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
      this.status = status;
      this.body = body.clone();
    }
  }

  private static final Duration LATE = Duration.ofMillis(500);

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Answer> later = new ConcurrentHashMap<>();
  private final Map<String, Answer> unheard = new ConcurrentHashMap<>();
  private final Map<String, List<String>> streams = new ConcurrentHashMap<>();
  private final AtomicBoolean heard = new AtomicBoolean();
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  RecordedWorker() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What is answered to a request, such as {@code GET /operations?limit=50}. */
  RecordedWorker answers(String request, int status, String body) {
    return answers(request, status, body.getBytes(StandardCharsets.UTF_8));
  }

  RecordedWorker answers(String request, int status, byte[] body) {
    answers.put(request, new Answer(status, body));
    return this;
  }

  /** What is answered to the same request from the second time on. */
  RecordedWorker answersNext(String request, int status, String body) {
    later.put(request, new Answer(status, body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** What is answered for as long as nobody listens; streams then open late. */
  RecordedWorker answersUnheard(String request, int status, String body) {
    unheard.put(request, new Answer(status, body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  private Answer answer(String request, String uri) {
    if (unheard.containsKey(request) && !heard.get()) {
      return unheard.get(request);
    }
    Answer answer =
        answers.getOrDefault(
            request,
            new Answer(
                404,
                "{\"status\":404,\"title\":\"Not found\",\"detail\":\"There is nothing at %s.\"}"
                    .formatted(uri)
                    .getBytes(StandardCharsets.UTF_8)));
    Optional.ofNullable(later.get(request)).ifPresent(it -> answers.put(request, it));
    return answer;
  }

  /** A stream that tells these events and stays open. */
  RecordedWorker streams(String path, String... events) {
    streams.put(path, List.of(events));
    return this;
  }

  /** What was asked, in order. */
  List<Asked> asked() {
    return asked;
  }

  /** The only request of a method. */
  Asked only(String method) {
    List<Asked> found = asked.stream().filter(it -> it.method().equals(method)).toList();
    if (found.size() != 1) {
      throw new AssertionError("not one " + method + " but " + asked);
    }
    return found.getFirst();
  }

  boolean isListenedTo() throws InterruptedException {
    return listening.await(30, TimeUnit.SECONDS);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String uri = exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
      asked.add(
          new Asked(
              exchange.getRequestMethod(), uri, Map.copyOf(exchange.getRequestHeaders()), body));
      boolean stream = "text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"));
      if (stream && streams.containsKey(uri)) {
        stream(exchange, streams.get(uri));
        return;
      }
      Answer answer = answer(exchange.getRequestMethod() + " " + uri, uri);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          answer.status, answer.body.length == 0 ? -1 : answer.body.length);
      exchange.getResponseBody().write(answer.body);
    }
  }

  private void stream(HttpExchange exchange, List<String> events) throws IOException {
    if (!unheard.isEmpty()) {
      LockSupport.parkNanos(LATE.toNanos());
      heard.set(true);
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(":listening\nretry:1000\n\n".getBytes(StandardCharsets.UTF_8));
    int id = 0;
    for (String event : events) {
      id++;
      out.write("id:%d\ndata:%s\n\n".formatted(id, event).getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
    listening.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  /** An event as the worker publishes it. */
  static String event(String id, String operation, String type, String data) {
    return """
    {"specversion":"1.0","id":"%s","source":"/gpmc-worker","type":"io.gpmcworker.%s","subject":"%s","time":"2026-11-22T10:00:00Z","data":%s}\
    """
        .formatted(id, type, operation, data);
  }

  /** An operation as the worker tells of it. */
  static String operation(String id, String state) {
    return """
    {"id":"%s","operation":"backup-gpo","domain":"corp","parameters":{"gpo":"Default Domain Policy","backupStore":"default"},"state":"%s","cancellable":true,"cancelRequested":false,"requestedBy":"jane","correlationId":"CHG0031","priority":0,"acceptedAt":"2026-11-22T10:00:00Z","progress":{"numerator":3,"denominator":12,"step":"SYSVOL"}%s}\
    """
        .formatted(
            id,
            state,
            state.equals("FAILED")
                ? ",\"error\":{\"type\":\"urn:x\",\"title\":\"Access is denied\",\"detail\":\"The GPO may not be read.\",\"hresult\":\"0x80070005\"}"
                : "");
  }
}
