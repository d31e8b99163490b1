-- Priorities; cancels answered ahead of their turn; indexes for a queue of any depth and for removing what is old.

ALTER TABLE operation ADD COLUMN priority integer NOT NULL DEFAULT 0;
ALTER TABLE answered_command ADD COLUMN ahead boolean NOT NULL DEFAULT false;

DROP INDEX operation_queue;
DROP INDEX operation_live;
DROP INDEX operation_owned;

-- Who is next in a domain.
CREATE INDEX operation_next ON operation (domain, priority DESC, place) WHERE state = 'QUEUED';
-- Who came first: in a domain, and on one target of it.
CREATE INDEX operation_first ON operation (domain, place) WHERE state = 'QUEUED';
CREATE INDEX operation_waiting ON operation (domain, target, place) WHERE state = 'QUEUED';
-- What is touched now, and by whom.
CREATE INDEX operation_running ON operation (domain, target)
  WHERE state IN ('RUNNING', 'CANCELLING');
CREATE INDEX operation_owned ON operation (owner) WHERE state IN ('RUNNING', 'CANCELLING');

CREATE INDEX operation_ended ON operation (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX cancel_tombstone_age ON cancel_tombstone (recorded_at);
CREATE INDEX answered_command_age ON answered_command (answered_at);
