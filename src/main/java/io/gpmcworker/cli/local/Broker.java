package io.gpmcworker.cli.local;

/** A Kafka broker that this program runs. */
public interface Broker extends AutoCloseable {

  /** The value of {@code bootstrap.servers}; the same after a restart. */
  String bootstrapServers();

  /**
   * Ends the broker at once, as a power cut would (SIGKILL). Does nothing when it is not running.
   */
  void kill();

  /**
   * Starts the broker again on its data and at its address, after {@link #kill} or {@link #close}.
   *
   * @throws SurroundingsException when it does not come up
   */
  void restart();

  /** Ends the broker in order. The data stays. */
  @Override
  void close();
}
