package io.gpmcworker.api.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * A proxy that shows a server below a path, as an ingress does, and nothing beside it. It does not
 * read what it passes on, and so rewrites no address in it.
 */
final class PathProxy implements AutoCloseable {

  /** Those of a connection, which are not passed on (RFC 9110, 7.6.1). */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings");

  private final String path;
  private final URI server;
  private final HttpServer listener;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param path begins and ends with a slash
   */
  PathProxy(String path, URI server) throws IOException {
    this.path = path;
    this.server = server;
    this.listener =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listener.createContext(path, this::pass);
    listener.start();
  }

  /** What people enter. */
  String address() {
    return "http://127.0.0.1:" + listener.getAddress().getPort() + path;
  }

  private void pass(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().toString();
    HttpRequest.Builder onward =
        HttpRequest.newBuilder(server.resolve("/" + asked.substring(path.length())))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (isPassedOn(name)) {
            values.forEach(value -> onward.header(name, value));
          }
        });
    try (exchange) {
      HttpResponse<InputStream> answer =
          client.send(onward.build(), HttpResponse.BodyHandlers.ofInputStream());
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (isPassedOn(name)) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      boolean empty = answer.statusCode() == 304 || answer.statusCode() == 204;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : 0);
      if (!empty) {
        passLive(answer.body(), exchange.getResponseBody());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What comes is sent at once: live events would else wait for more of them. */
  private static void passLive(InputStream from, OutputStream to) throws IOException {
    try (from) {
      byte[] piece = new byte[8_192];
      for (int length; (length = from.read(piece)) >= 0; ) {
        to.write(piece, 0, length);
        to.flush();
      }
    }
  }

  private static boolean isPassedOn(String header) {
    return !OF_CONNECTION.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
  }

  @Override
  public void close() {
    listener.stop(0);
    client.shutdownNow();
  }
}
