-- What waits and what is to be published is found by partial indexes of tables that keep what is over
-- for months. Their dead entries are walked over until a vacuum removes them, and by default it comes
-- when a fifth of the whole table has changed.
ALTER TABLE operation SET (
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_scale_factor = 0.01,
  vacuum_index_cleanup = on);
ALTER TABLE outbox SET (
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_scale_factor = 0.01,
  vacuum_index_cleanup = on);
