package io.gpmcworker.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;

/** Requests to a worker. Whatever goes wrong is a {@link RemoteException}. */
public final class Client implements AutoCloseable {

  private static final String BASE = "/api/v1";
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final long LARGEST_ANSWER = 256L << 20;
  private static final int NOT_FOUND = 404;

  private final Profile profile;
  private final HttpClient http;

  /** For a worker. Nothing is sent yet. */
  public Client(Profile profile) {
    this.profile = profile;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN);
    if ("http".equals(profile.url().getScheme())) {
      builder.sslContext(NoTls.context()).sslParameters(new SSLParameters());
    }
    this.http = builder.build();
  }

  /** Where requests go, and what is meant by default. */
  public Profile profile() {
    return profile;
  }

  /** What is there, as JSON. */
  public JsonNode get(Query query) throws InterruptedException {
    return parse(send(request(query).GET().build()));
  }

  /** As {@link #get}; empty if it is not there. */
  public Optional<JsonNode> find(Query query) throws InterruptedException {
    HttpResponse<byte[]> response = exchange(request(query).GET().build());
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(parse(success(response)));
  }

  /** What is there, as bytes: a report. */
  public byte[] download(Query query) throws InterruptedException {
    return send(request(query).header("Accept", "*/*").GET().build());
  }

  /** Has something done. */
  public JsonNode post(Query query, ObjectNode body, Map<String, String> headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(query)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonTree.line(body), StandardCharsets.UTF_8));
    headers.forEach(request::header);
    return parse(send(request.build()));
  }

  /** An empty object, to be filled. */
  public ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A stream of events that is open. */
  HttpResponse<InputStream> open(Query query, String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = address(query).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return http.send(request.GET().build(), BodyHandlers.ofInputStream());
  }

  JsonNode parse(byte[] body) {
    try {
      return JsonTree.read(body);
    } catch (IOException e) {
      throw foreign(e);
    }
  }

  private RemoteException foreign(Exception cause) {
    return new RemoteException(
        ExitCode.UNAVAILABLE,
        "%s answers, but not as gpmc-worker does; look at the URL.".formatted(profile.url()),
        cause);
  }

  private HttpRequest.Builder request(Query query) {
    return address(query).timeout(ANSWER_WITHIN);
  }

  private HttpRequest.Builder address(Query query) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(profile.url() + BASE + query));
    profile.credential().ifPresent(it -> request.header(it.header(), it.value()));
    return request;
  }

  private byte[] send(HttpRequest request) throws InterruptedException {
    return success(exchange(request));
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private byte[] success(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    throw refusal(response.statusCode(), response.body());
  }

  /** What a connection that fails comes to. */
  RemoteException unavailable(IOException failure) {
    String what =
        switch (failure) {
          case HttpConnectTimeoutException _ -> "cannot be reached";
          case HttpTimeoutException _ -> "does not answer in time";
          case ConnectException _ -> "cannot be reached";
          default -> "cannot be talked to (%s)".formatted(failure.getMessage());
        };
    return new RemoteException(
        ExitCode.UNAVAILABLE,
        "%s %s. Is the worker running? ./gpmc up starts one here.".formatted(profile.url(), what),
        failure);
  }

  /** What an answer that is no success comes to. */
  RemoteException refusal(int status, byte[] body) {
    String told = told(body);
    if (status == 401) {
      return new RemoteException(
          ExitCode.REFUSED,
          "%s asks who you are, and %s. Set GPMC_API_KEY, or api-key-file in the profile."
              .formatted(
                  profile.url(),
                  profile.credential().isPresent()
                      ? "does not know what it was shown"
                      : "was shown no key"));
    }
    if (status >= 500) {
      return new RemoteException(
          ExitCode.UNAVAILABLE,
          told.isEmpty() ? "%s answers %d.".formatted(profile.url(), status) : told);
    }
    return new RemoteException(
        ExitCode.REFUSED,
        told.isEmpty()
            ? "%s answers %d, but not as gpmc-worker does; look at the URL."
                .formatted(profile.url(), status)
            : told);
  }

  /** The sentence of an RFC 9457 answer, with the fields that are wrong. */
  private String told(byte[] body) {
    JsonNode problem;
    try {
      problem = JsonTree.read(body);
    } catch (IOException _) {
      return "";
    }
    List<String> sentences = new ArrayList<>();
    for (JsonNode error : problem.path("errors")) {
      sentences.add(
          "%s %s.".formatted(error.path("field").asText(), error.path("detail").asText()));
    }
    String detail = problem.path("detail").asText(problem.path("title").asText());
    return sentences.isEmpty() ? detail : String.join(" ", sentences);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
