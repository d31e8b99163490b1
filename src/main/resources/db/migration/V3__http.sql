-- What the HTTP interface reads: lists by any filter newest first, timelines, dead letters and their replays.

-- The GPO that the command names, as it names it; what it turned out to be is in "target".
ALTER TABLE operation ADD COLUMN gpo text GENERATED ALWAYS AS (lower(coalesce(
  parameters::jsonb ->> 'gpo', parameters::jsonb ->> 'target', parameters::jsonb ->> 'source',
  parameters::jsonb ->> 'starterGpo', parameters::jsonb ->> 'backupGpoName'))) STORED;

CREATE UNIQUE INDEX operation_newest ON operation (accepted_at, place);
CREATE INDEX operation_by_kind ON operation (kind, accepted_at, place);
CREATE INDEX operation_by_domain ON operation (domain, accepted_at, place);
CREATE INDEX operation_by_gpo ON operation (gpo, accepted_at, place) WHERE gpo IS NOT NULL;
CREATE INDEX operation_by_target ON operation (target, accepted_at, place) WHERE target IS NOT NULL;
CREATE INDEX operation_by_ticket ON operation (correlation_id, accepted_at, place)
  WHERE correlation_id IS NOT NULL;
CREATE INDEX operation_by_requester ON operation (requested_by, accepted_at, place)
  WHERE requested_by IS NOT NULL;
CREATE INDEX operation_live ON operation (accepted_at, place)
  WHERE state IN ('QUEUED', 'RUNNING', 'CANCELLING');
CREATE INDEX operation_unsuccessful ON operation (accepted_at, place)
  WHERE state IN ('FAILED', 'CANCELLED', 'OUTCOME_UNKNOWN');

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
