package io.gpmcworker.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * All that is logged while it is open, by whatever library and at whatever level. A line is the
 * logger's name, the message, its parameters and the stack trace.
 */
public final class EverythingLogged implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Map<Logger, Optional<Level>> before = new LinkedHashMap<>();
  private final Handler handler = new Keeping();

  /** Keeps the lines. */
  private final class Keeping extends Handler {

    Keeping() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord logged) {
      StringWriter line = new StringWriter();
      line.append(logged.getLoggerName()).append(' ');
      line.append(logged.getMessage()).append(Arrays.toString(logged.getParameters()));
      Optional.ofNullable(logged.getThrown())
          .ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(line, true)));
      lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /**
   * From here on.
   *
   * @param others loggers that are configured to be quieter than all
   */
  public EverythingLogged(String... others) {
    Stream.concat(Stream.of(ROOT), Stream.of(others).map(Logger::getLogger))
        .forEach(logger -> {
          before.put(logger, Optional.ofNullable(logger.getLevel()));
          logger.setLevel(Level.FINEST);
        });
    ROOT.addHandler(handler);
  }

  /** What has been logged until now. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    ROOT.removeHandler(handler);
    before.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
  }
}
