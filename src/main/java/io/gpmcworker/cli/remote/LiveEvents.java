package io.gpmcworker.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * CloudEvents of one or more streams as they come, each once. A stream that breaks is resumed where
 * it was; one that cannot be resumed for half a minute ends it all.
 */
public final class LiveEvents implements AutoCloseable {

  /** The worker says something every 15 s. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int QUEUE = 10_000;
  private static final int REMEMBERED = 10_000;

  private final Client client;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(QUEUE);
  private final List<Reader> readers = new ArrayList<>();
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private volatile boolean closed;

  private sealed interface Arrival {
    record Event(JsonNode event) implements Arrival {}

    record Broken(RemoteException failure) implements Arrival {}
  }

  /** With no stream yet. */
  public LiveEvents(Client client) {
    this.client = client;
  }

  /** Listens to one more stream; from when on, {@link #awaitListening} tells. */
  public void listen(Query query) {
    Reader reader = new Reader(query);
    readers.add(reader);
    Thread.ofVirtual().start(reader);
  }

  /** Waits until all streams are open, or will not be: what happens from then on is told. */
  public void awaitListening() throws InterruptedException {
    for (Reader reader : readers) {
      reader.settled.await();
    }
  }

  /**
   * The next event.
   *
   * @return empty if none comes in time
   * @throws RemoteException if a stream is lost
   */
  public Optional<JsonNode> next(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      Arrival arrival =
          arrivals.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      switch (arrival) {
        case null -> {
          readers.forEach(Reader::lookAlive);
          return Optional.empty();
        }
        case Arrival.Broken(RemoteException failure) -> throw failure;
        case Arrival.Event(JsonNode event) -> {
          if (seen.put(event.path("id").asText(), true) == null) {
            return Optional.of(event);
          }
        }
      }
    }
  }

  /** Stops listening. The operations go on. */
  @Override
  public void close() {
    closed = true;
    readers.forEach(Reader::disconnect);
  }

  private final class Reader implements Runnable {
    private final Query query;
    private final CountDownLatch settled = new CountDownLatch(1);
    private String lastEventId = "";
    private boolean everHeard;
    private volatile InputStream connection = InputStream.nullInputStream();
    private volatile long heard = System.nanoTime();

    Reader(Query query) {
      this.query = query;
    }

    @Override
    public void run() {
      try {
        long lost = System.nanoTime();
        while (!closed) {
          Optional<IOException> failure = read();
          if (heard > lost) {
            lost = System.nanoTime();
            everHeard = true;
          } else if (!everHeard || System.nanoTime() - lost > GIVE_UP_AFTER.toNanos()) {
            arrivals.put(
                new Arrival.Broken(
                    client.unavailable(failure.orElseGet(() -> new IOException("stream ended")))));
            return;
          }
          Thread.sleep(PAUSE);
        }
      } catch (RemoteException e) {
        giveUp(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        settled.countDown();
      }
    }

    private void giveUp(RemoteException failure) {
      try {
        arrivals.put(new Arrival.Broken(failure));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Reads until the stream ends, be it by a failure. */
    private Optional<IOException> read() throws InterruptedException {
      try {
        HttpResponse<InputStream> response = client.open(query, lastEventId);
        try (InputStream body = response.body()) {
          if (response.statusCode() != 200) {
            byte[] told = body.readNBytes(65_536);
            if (response.statusCode() < 500) {
              throw client.refusal(response.statusCode(), told);
            }
            return Optional.of(new IOException("it answers " + response.statusCode()));
          }
          connection = body;
          settled.countDown();
          SseReader events = new SseReader(body, () -> heard = System.nanoTime());
          try {
            Optional<String> event = events.next();
            while (!closed && event.isPresent()) {
              arrivals.put(
                  new Arrival.Event(client.parse(event.get().getBytes(StandardCharsets.UTF_8))));
              event = events.next();
            }
          } finally {
            lastEventId = events.lastId().orElse(lastEventId);
          }
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(e);
      }
    }

    /** A connection that died without a word is closed, so that it is made anew. */
    void lookAlive() {
      if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
        disconnect();
      }
    }

    void disconnect() {
      try {
        connection.close();
      } catch (IOException _) {
        // It is gone either way.
      }
    }
  }
}
