package io.gpmcworker.api.security;

import io.gpmcworker.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Bounds how many changing requests one who asks may make in a minute, on this replica. */
@ApplicationScoped
public class RateLimit {

  /** Names that are remembered; they come from proven identities, so there are few. */
  private static final int MOST_NAMES = 10_000;

  private final ConcurrentHashMap<String, Minute> minutes = new ConcurrentHashMap<>();
  private final int perMinute;

  RateLimit(ApiConfig config) {
    this.perMinute = config.commandsPerMinute();
  }

  private record Minute(long number, int requests) {}

  /**
   * Counts a request.
   *
   * @throws ProblemException with status 429 if it is one too many
   */
  public void count(String name) {
    long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    if (minutes.size() > MOST_NAMES) {
      minutes.values().removeIf(minute -> minute.number() != now);
    }
    Minute minute =
        minutes.merge(
            name,
            new Minute(now, 1),
            (old, one) -> old.number() == now ? new Minute(now, old.requests() + 1) : one);
    if (minute.requests() > perMinute) {
      throw new ProblemException(
          429,
          "too-many-requests",
          "Too many requests",
          "'%s' has made more than %d requests in a minute; try again in a minute."
              .formatted(name, perMinute));
    }
  }
}
