package io.gpmcworker.cli.local;

/** A PostgreSQL server that this program runs, with one database for the worker. */
public interface Database extends AutoCloseable {

  /** The address for JDBC, without credentials; the same after a restart. */
  String jdbcUrl();

  /** The role that owns the database. It is not a superuser. */
  String username();

  /** The password of {@link #username}. */
  String password();

  /**
   * Ends the server at once, as a power cut would (SIGKILL). Does nothing when it is not running.
   */
  void kill();

  /**
   * Starts the server again on its data and at its address, after {@link #kill} or {@link #close}.
   *
   * @throws SurroundingsException when it does not come up
   */
  void restart();

  /** Ends the server in order, without waiting for its clients. The data stays. */
  @Override
  void close();
}
