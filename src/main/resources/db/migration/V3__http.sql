-- What the HTTP interface reads: lists newest first, timelines, dead letters and their replays.

-- Each index is paid for by every operation, several times: only those that no list can do without,
-- of columns that never change. Other filters look through a bounded number of the newest.
CREATE INDEX operation_newest ON operation (accepted_at, place);
CREATE INDEX operation_by_ticket ON operation (correlation_id, accepted_at, place)
  WHERE correlation_id IS NOT NULL;

-- Events that are kept as long as their operation: all but progress.
ALTER TABLE outbox ADD COLUMN lasting boolean NOT NULL DEFAULT false;
CREATE INDEX outbox_passing ON outbox (position) WHERE NOT lasting;
CREATE INDEX outbox_of_nobody ON outbox (position) WHERE operation_id IS NULL;

CREATE TABLE dead_letter_replay (
  position    bigint       NOT NULL REFERENCES outbox (position) ON DELETE CASCADE,
  replayed_at timestamptz  NOT NULL DEFAULT now(),
  replayed_by varchar(256) NOT NULL
);
CREATE INDEX dead_letter_replay_position ON dead_letter_replay (position);
