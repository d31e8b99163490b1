package io.gpmcworker.replicas;

/** What can go wrong. The number says how often one is drawn beside the others. */
enum Fault {
  /** PostgreSQL ends some sessions of the workers. */
  SESSIONS_ENDED(20),
  /** A replica's connections to the database are cut, and made anew. */
  CONNECTIONS_CUT(14),
  /** A replica cannot reach the database for a while, and is told so. */
  DATABASE_REFUSED(7),
  /** A replica's connections die without a word; new ones are silent for a while too. */
  DATABASE_SILENT(5),
  /** The connection that hears signals dies without a word. */
  SIGNALS_SILENT(6),
  /** Nothing gets through for a while, then everything does. */
  DATABASE_HELD(8),
  /** The database is far away for a while. */
  DATABASE_SLOW(6),
  /** A replica stands still, for less than its lease. */
  SHORT_PAUSE(9),
  /** A replica stands still beyond its lease. */
  LONG_PAUSE(4),
  /** A replica is killed (SIGKILL) and started again. */
  KILLED(5),
  /** A replica is stopped in order (SIGTERM) and started again. */
  STOPPED(3),
  /** The database is killed and started again. */
  DATABASE_KILLED(2),
  /** The database is stopped in order and started again. */
  DATABASE_RESTARTED(1),
  /** The broker is killed and started again. */
  BROKER_KILLED(1),
  /** The broker is stopped in order and started again. */
  BROKER_RESTARTED(1),
  /** All connections that the database has to give are taken for a while. */
  CONNECTIONS_EXHAUSTED(3),
  /** All replicas but one are stopped, and started again after a while. */
  SCALED_TO_ONE(1);

  final int weight;

  Fault(int weight) {
    this.weight = weight;
  }
}
