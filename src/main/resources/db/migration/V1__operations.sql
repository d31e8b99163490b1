-- Operations, answers to cancels, workers and their leases, the outbox.

CREATE TABLE operation (
  id                   varchar(64)  PRIMARY KEY,
  -- Order of acceptance; decides who goes first on one target.
  place                bigint       GENERATED ALWAYS AS IDENTITY,
  kind                 varchar(40)  NOT NULL,
  domain               varchar(64)  NOT NULL,
  parameters           text         NOT NULL,
  fingerprint          varchar(64)  NOT NULL,
  cancellable          boolean      NOT NULL,

  command_source       varchar(512) NOT NULL,
  command_id           varchar(256) NOT NULL,
  correlation_id       varchar(256),
  traceparent          varchar(64),
  requested_by         varchar(256),

  accepted_at          timestamptz  NOT NULL,
  expires_at           timestamptz,
  started_at           timestamptz,
  ended_at             timestamptz,

  state                varchar(16)  NOT NULL,
  target               text,
  owner                uuid,
  epoch                integer      NOT NULL DEFAULT 0,

  progress_numerator   bigint,
  progress_denominator bigint,
  progress_step        varchar(512),

  cancel_requested_at  timestamptz,
  cancel_requested_by  varchar(256),
  cancel_reason        varchar(1024),
  cancel_command_id    varchar(256),
  cancel_delivered_at  timestamptz,

  end_reason           varchar(24),
  hresult              integer,
  detail               text,
  result               text,
  messages             text,
  data_ref             text,

  last_sequence        bigint       NOT NULL DEFAULT 0,
  version              integer      NOT NULL DEFAULT 0
);

-- Live rows are few beside ended ones: every look-up of the running system goes through these.
CREATE INDEX operation_queue ON operation (place) WHERE state = 'QUEUED';
CREATE INDEX operation_live ON operation (domain, target, place)
  WHERE state IN ('QUEUED', 'RUNNING', 'CANCELLING');
CREATE INDEX operation_owned ON operation (owner) WHERE state IN ('RUNNING', 'CANCELLING');
CREATE INDEX operation_expiring ON operation (expires_at)
  WHERE state = 'QUEUED' AND expires_at IS NOT NULL;

CREATE TABLE cancel_tombstone (
  operation_id   varchar(64)  PRIMARY KEY,
  command_source varchar(512) NOT NULL,
  command_id     varchar(256) NOT NULL,
  requested_by   varchar(256),
  reason         varchar(1024),
  recorded_at    timestamptz  NOT NULL
);

CREATE TABLE answered_command (
  id           uuid         PRIMARY KEY,
  operation_id varchar(64)  NOT NULL,
  answer       varchar(40)  NOT NULL,
  sequence     bigint,
  data         text         NOT NULL,
  answered_at  timestamptz  NOT NULL
);

CREATE TABLE worker (
  id          uuid         PRIMARY KEY,
  name        varchar(256) NOT NULL,
  started_at  timestamptz  NOT NULL,
  renewed_at  timestamptz  NOT NULL,
  lease_until timestamptz  NOT NULL
);

CREATE TABLE outbox (
  position     bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic        varchar(249) NOT NULL,
  record_key   bytea,
  headers      text         NOT NULL,
  value        bytea,
  operation_id varchar(64),
  sequence     bigint,
  created_at   timestamptz  NOT NULL DEFAULT now(),
  published_at timestamptz
);

CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;
CREATE INDEX outbox_operation ON outbox (operation_id, position) WHERE operation_id IS NOT NULL;
